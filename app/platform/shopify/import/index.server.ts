export { advanceImport, onBulkFinished } from './advance-import.server';
