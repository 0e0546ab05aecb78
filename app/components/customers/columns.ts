/** What the list of customers can show beside the name. */
export const CUSTOMER_COLUMNS = ['orders', 'spent', 'lastOrder', 'tags', 'consent', 'joined', 'country'] as const;
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];
export const DEFAULT_COLUMNS: CustomerColumn[] = ['orders', 'spent', 'lastOrder', 'tags', 'consent'];

export function isCustomerColumn(text: string): text is CustomerColumn {
  return CUSTOMER_COLUMNS.some((column) => column === text);
}
