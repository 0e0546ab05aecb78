export { adjust } from './adjust.store.server';
export { countMembersOf, eachMember, listMembers } from './member-pages.server';
export { mergeMembers, unmergeMembers } from './merge.store.server';
export { settleChangedOrders } from './queue.store.server';
export { endRedemption, redeem } from './redeem.store.server';
export { settleOrder } from './settle-order.store.server';
export { shopsWithChangedOrders, shopsWithDueMembers, shopsWithProgrammesToApply } from './shops.store.server';
export { tierNames } from './tier-names.store.server';
export { advanceShop, applyProgrammes } from './sweep.store.server';
