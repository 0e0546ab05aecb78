export { finishBenefits, forgetBenefit, noteBenefit, planBenefits, postponeBenefits } from './benefits.store.server';
export { finishProjections, noteTags, postponeProjections, retryProjections, takeProjections } from './queue.store.server';
export { readProjectionHealth } from './health.store.server';
export { shopsWithProjection, withProjectionLock } from './shops.store.server';
export { isNothing, projectionChange } from './wanted';
