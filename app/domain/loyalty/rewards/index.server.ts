export { drawCardCode, sealCardsInClear, shopsWithCardsInClear } from './card-code.store.server';
export { noteEnded, noteKept, noteMade, noteNotWithdrawn, noteRefused, noteUsed, noteWithdrawn } from './outcome.store.server';
export { readReach } from './reach.store.server';
export { countRedemptionsOf, eachRedemption, listRedemptions, rewardOverview, troubledRedemptions } from './redemption-pages.server';
export { countTroubled, hasRedemptions } from './redemption-list.store.server';
export { resumeRedemptions } from './resume.store.server';
export { requestReward } from './request.store.server';
export { keepSaga, knownInStore, noteSent, noteUnsent, parkSaga, postponeSaga, shopsWithSagas, takeSagas } from './saga.store.server';
export { decideCredit, hurrySaga, noteHandedOver, orderWithdrawal, redemptionsOf, redemptionState } from './staff.store.server';
