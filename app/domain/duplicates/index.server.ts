export { scanDuplicates } from './scan.store.server';
export { countOpenSuggestions } from './suggestions.store.server';
export {
  chooseDuplicate,
  claimGuestOrders,
  compareSuggestion,
  confirmMerge,
  decideSuggestion,
  eachMerge,
  eachSuggestion,
  mergedRecordsOf,
  openSuggestionsOf,
  pageOfMerges,
  pageOfSuggestions,
  undoMerge,
} from './duplicate-pages.server';
