/** What a transaction file may say about a line. */
export const columnNames = ['order', 'customer', 'product', 'description', 'quantity', 'price', 'time', 'country'] as const;
export type ColumnName = (typeof columnNames)[number];
export type ColumnMap = Partial<Record<ColumnName, string>>;

const required: readonly ColumnName[] = ['order', 'product', 'quantity', 'price', 'time'];
/** Usual headings, most telling first, compared without case, blanks and punctuation. */
const usual: Record<ColumnName, readonly string[]> = {
  order: ['invoiceno', 'invoice', 'invoicenumber', 'orderid', 'ordernumber', 'orderno', 'order', 'ordername', 'transactionid', 'basketid', 'name'],
  customer: ['customerid', 'customer', 'customerno', 'customernumber', 'clientid', 'userid', 'householdid', 'memberid'],
  product: ['stockcode', 'sku', 'productid', 'productcode', 'product', 'itemid', 'item', 'lineitemsku'],
  description: ['description', 'producttitle', 'productname', 'title', 'itemname', 'lineitemname'],
  quantity: ['quantity', 'qty', 'units', 'lineitemquantity'],
  price: ['unitprice', 'price', 'itemprice', 'lineitemprice'],
  time: ['invoicedate', 'orderdate', 'createdat', 'processedat', 'datetime', 'timestamp', 'time', 'date', 'transactiontimestamp'],
  country: ['country', 'shippingcountry', 'billingcountry', 'countrycode'],
};
const bare = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Finds each column's place among the headings: as told in `overrides`, else by its usual names.
 * @throws Error naming the missing ones and listing the headings that there are.
 */
export function findColumns(headings: readonly string[], overrides: ColumnMap = {}): Partial<Record<ColumnName, number>> {
  const clean = headings.map((heading) => heading.replace(/^\uFEFF/, '').trim());
  const found: Partial<Record<ColumnName, number>> = {};
  const missing: string[] = [];
  for (const name of columnNames) {
    const told = overrides[name];
    const at =
      told === undefined
        ? (usual[name].map((candidate) => clean.findIndex((heading) => bare(heading) === candidate)).find((index) => index >= 0) ?? -1)
        : clean.findIndex((heading) => heading === told);
    if (at >= 0) found[name] = at;
    else if (told !== undefined) missing.push(`${name} (there is no column "${told}")`);
    else if (required.includes(name)) missing.push(name);
  }
  if (missing.length === 0) return found;
  throw new Error(
    `The file has no column for: ${missing.join(', ')}. Its columns are: ${clean.map((heading) => `"${heading}"`).join(', ')}. Say which is which with --columns, e.g. --columns order=InvoiceNo,price=UnitPrice.`,
  );
}

/** Reads "order=InvoiceNo,price=UnitPrice". @throws Error for a name that is none of ours. */
export function parseColumns(text: string): ColumnMap {
  const map: ColumnMap = {};
  for (const pair of text.split(',').filter(Boolean)) {
    const at = pair.indexOf('=');
    const name = columnNames.find((candidate) => candidate === pair.slice(0, at).trim());
    if (!name || at === pair.length - 1) throw new Error(`"${pair}" does not name a column. Write NAME=HEADING with NAME one of ${columnNames.join(', ')}.`);
    map[name] = pair.slice(at + 1).trim();
  }
  return map;
}
