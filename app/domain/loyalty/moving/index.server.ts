export { exportLoyalty, importLoyalty } from './commands.server';
export { exportBooks, exportFlat } from './export-books.server';
export { flatHeadings } from './flat-rows';
export { restoreBooks } from './restore-books.store.server';
