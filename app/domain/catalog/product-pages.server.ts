import { AppError } from '../shared/errors';
import { decodeCursor, eachPage, PAGE_SIZE, pageOf, type Count, type Page } from '../shared/keyset';
import type { ProductDetail, ProductFilter, ProductRow } from './model';
import { buyersOf, findProduct, variantsOf } from './product-detail.store.server';
import { countProducts, productWhere, readProducts, soldOf } from './product-list.store.server';

const TOP_BUYERS = 10;
const UNSOLD = { units: 0, revenue: 0n, lastAt: null };

export interface ProductListRequest {
  filter: ProductFilter;
  direction: 'asc' | 'desc';
  cursor: string | null;
  size?: number;
}

/** One page of the catalogue by title, with what was sold of each. */
export async function listProducts(shopId: bigint, request: ProductListRequest): Promise<Page<ProductRow>> {
  const size = request.size ?? PAGE_SIZE;
  const cursor = decodeCursor(request.cursor);
  const read = await readProducts(shopId, productWhere(shopId, request.filter), request.direction, cursor, size);
  const page = pageOf(read, cursor, size, (row) => ({ value: row.title.slice(0, 300), id: row.id }));
  const sold = await soldOf(
    shopId,
    page.rows.map((row) => row.id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...(sold.get(row.id) ?? UNSOLD) })) };
}

export function countProductsOf(shopId: bigint, filter: ProductFilter): Promise<Count> {
  return countProducts(shopId, productWhere(shopId, filter));
}

/** @throws AppError not_found */
export async function getProduct(shopId: bigint, id: bigint): Promise<ProductDetail> {
  const [product, variantRows, buyers, sold] = await Promise.all([
    findProduct(shopId, id),
    variantsOf(shopId, id),
    buyersOf(shopId, id, TOP_BUYERS),
    soldOf(shopId, [id]),
  ]);
  if (!product) throw new AppError('not_found', 'This product is not in Regulars.');
  const prices = variantRows.map((variant) => variant.price);
  const stocked = variantRows.flatMap((variant) => variant.inventory ?? []);
  return {
    ...product,
    ...(sold.get(id) ?? UNSOLD),
    ...buyers,
    variants: variantRows.length,
    variantRows,
    priceMin: prices.length ? prices.reduce((a, b) => (b < a ? b : a)) : null,
    priceMax: prices.length ? prices.reduce((a, b) => (b > a ? b : a)) : null,
    inventory: stocked.length ? stocked.reduce((a, b) => a + b, 0) : null,
  };
}

/** The whole catalogue, page by page: for export. */
export const eachProduct = (shopId: bigint, filter: ProductFilter): AsyncGenerator<ProductRow[]> =>
  eachPage((cursor) => listProducts(shopId, { filter, direction: 'asc', cursor, size: 500 }));
