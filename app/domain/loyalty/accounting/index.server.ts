export { allDays, journal, monthOfBooks } from './books.server';
export { loyaltyFigures } from './figures.server';
export { advanceRollup, shopsWithLedger } from './rollup.store.server';
