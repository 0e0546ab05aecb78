export { loyaltyFigures } from './figures.server';
export { advanceRollup } from './rollup.store.server';
