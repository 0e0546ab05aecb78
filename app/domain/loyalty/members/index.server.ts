export { adjust } from './adjust.store.server';
export { mergeMembers, unmergeMembers } from './merge.store.server';
export { endRedemption, redeem } from './redeem.store.server';
export { settleOrder } from './settle-order.store.server';
export { advanceShop, applyProgramme } from './sweep.store.server';
