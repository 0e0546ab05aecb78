import { currencyDigits, scale } from '../state/money.ts';
import type { Collection, Product, Variant } from '../state/model.ts';
import type { Id, Minor } from '../state/model/values.ts';
import { perDollar } from './data/places.ts';
import { shelves } from './data/assortment.ts';
import type { Source } from './random.ts';

export interface Choice {
  product: Product;
  variant: Variant;
  shelf: number;
}
export interface Catalogue {
  collections: Collection[];
  products: Product[];
  /** All variants of a shelf, cheapest first. */
  choices: Choice[][];
  /** How much each shelf is wanted by month. */
  months: number[][];
  cheapest: Choice;
}

/** Minor units of `currency` that are worth about as much as a US dollar. */
export function dollarInMinor(currency: string): number {
  return Number(perDollar[currency] ?? '1') * 10 ** currencyDigits(currency);
}

/** A price as shops write them: x.90 or x.50 where there are cents, round figures elsewhere. */
function priceTag(cents: number, currency: string): Minor {
  const amount = (cents / 100) * dollarInMinor(currency);
  const step = currencyDigits(currency) === 0 ? 10 : 10 ** (currencyDigits(currency) - 1);
  return Math.max(step, Math.round(amount / step) * step);
}

const slug = (title: string) =>
  title
    .normalize('NFD')
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[ -]+/g, '-');

/** The shop's collections and products, on sale since `createdAt`. */
export function buildCatalogue(source: Source, currency: string, createdAt: string, takeId: () => Id): Catalogue {
  const collections: Collection[] = [];
  const products: Product[] = [];
  const choices: Choice[][] = [];
  for (const [shelfIndex, shelf] of shelves.entries()) {
    const collection: Collection = { id: takeId(), title: shelf.title, handle: shelf.handle, descriptionHtml: `<p>${shelf.text}</p>`, updatedAt: createdAt };
    collections.push(collection);
    const ofShelf: Choice[] = [];
    for (const [index, entry] of shelf.products.entries()) {
      const [title = '', cents = '0', note = ''] = entry.split('|');
      const product: Product = {
        id: takeId(),
        createdAt,
        updatedAt: createdAt,
        publishedAt: createdAt,
        title,
        handle: slug(title),
        descriptionHtml: `<p>${note}.</p><p>${shelf.text}</p>`,
        vendor: shelf.vendor,
        productType: shelf.type,
        tags: [shelf.handle, ...(index < 2 ? ['favourite'] : [])],
        status: 'ACTIVE',
        isGiftCard: false,
        optionNames: [shelf.option],
        collectionIds: [collection.id],
        art: { colour: source.pick(shelf.colours), glyph: shelf.glyph },
        variants: shelf.variants.map((variant, position) => {
          const price = priceTag(Number(cents) * variant.factor, currency);
          return {
            id: takeId(),
            title: variant.title,
            sku: `${shelf.handle.slice(0, 2).toUpperCase()}-${String(index + 1).padStart(2, '0')}-${position + 1}`,
            price,
            compareAtPrice: source.chance(0.06) ? scale(price, 125, 100) : null,
            position: position + 1,
            inventoryQuantity: source.integer(20, 400),
            options: [variant.title],
            requiresShipping: true,
            taxable: true,
          };
        }),
      };
      products.push(product);
      ofShelf.push(...product.variants.map((variant) => ({ product, variant, shelf: shelfIndex })));
    }
    choices.push(ofShelf.sort((a, b) => a.variant.price - b.variant.price));
  }
  const [cheapest] = choices.flatMap((list) => list.slice(0, 1)).sort((a, b) => a.variant.price - b.variant.price);
  if (!cheapest) throw new Error('The shelves are empty.');
  return { collections, products, choices, months: shelves.map((shelf) => shelf.months), cheapest };
}
