import type { PoolClient } from 'pg';
import type { Product, Store } from '../state/model.ts';
import type { Id } from '../state/model/values.ts';
import { serviceCodes } from './file-line.ts';

interface CodeRow {
  code: string;
  description: string | null;
  price: number | null;
  sold: string;
  first: Date;
  last: Date;
}

const colours = ['#8c6f5a', '#5f8f58', '#b98d4f', '#77909c', '#a4502f', '#c9a227', '#6d5a8c', '#4c7a78', '#b3566b', '#5b6f9c'];
const slug = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
const spread = (text: string) => [...text].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0, 7);

/**
 * A product for each code that stands for something on a shelf, with its most usual description and price, and the titles of
 * all codes. What was never sold at a price is a draft, so that the storefront does not give it away.
 */
export async function makeProducts(
  client: PoolClient,
  store: Store,
  takeId: () => Id,
): Promise<{ products: Map<string, Product>; titles: Map<string, string> }> {
  const { rows } = await client.query<CodeRow>(`select code, mode() within group (order by description) filter (where price > 0) as description,
      (mode() within group (order by price) filter (where price > 0))::float8 as price, count(*) as sold, min(time) as first, max(time) as last
    from history_line where kind = 'sale' group by code order by code`);
  const products = new Map<string, Product>();
  const titles = new Map<string, string>();
  for (const row of rows) {
    const title = row.description ?? row.code;
    titles.set(row.code, title);
    if (serviceCodes.has(row.code)) continue;
    const hash = spread(row.code);
    products.set(row.code, {
      id: takeId(),
      createdAt: row.first.toISOString(),
      updatedAt: row.last.toISOString(),
      publishedAt: row.price === null ? null : row.first.toISOString(),
      title,
      handle: slug(`${title} ${row.code}`),
      descriptionHtml: '',
      vendor: store.name,
      productType: '',
      tags: [],
      status: row.price === null ? 'DRAFT' : 'ACTIVE',
      isGiftCard: false,
      optionNames: ['Title'],
      collectionIds: [],
      art: { colour: colours[hash % colours.length] ?? '#777777', glyph: [...title][0]?.toUpperCase() ?? '?' },
      variants: [
        {
          id: takeId(),
          title: 'Default Title',
          sku: row.code,
          price: row.price ?? 0,
          compareAtPrice: null,
          position: 1,
          inventoryQuantity: 100,
          options: ['Default Title'],
          requiresShipping: true,
          taxable: false,
        },
      ],
    });
  }
  return { products, titles };
}
