export { allDays, journal, monthOfBooks } from './books.server';
export { breakageOf } from './breakage.server';
export { loyaltyFigures } from './figures.server';
export { advanceRollup, shopsWithLedger } from './rollup.store.server';
