import { StoreError } from '../errors.ts';
import type { Collection, Product, Variant } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { StoreOperations } from '../operations.ts';
import { findVariant, getCollection, getProduct } from '../read.ts';
import { collectionRows, productRows } from '../rows.ts';
import type { Unit } from '../unit.ts';

const isAmount = (value: number) => Number.isSafeInteger(value) && value >= 0;

export const saveProduct = async (unit: Unit, input: Parameters<StoreOperations['saveProduct']>[0]): Promise<Product> => {
  if (input.title.trim() === '') throw new StoreError('Title can’t be blank.', 'title');
  if (input.variants.length === 0) throw new StoreError('A product has at least one variant.', 'variants');
  input.variants.forEach((variant, index) => {
    if (!isAmount(variant.price) || !(variant.compareAtPrice === null || isAmount(variant.compareAtPrice)))
      throw new StoreError('Price must be a whole number of minor units, not below 0.', `variants.${index}.price`);
  });
  const before = input.id ? await getProduct(unit.client, unit.domain, input.id, { lock: true }) : null;
  if (input.id && !before) throw new StoreError('Product does not exist.', 'id');
  const ids = await unit.ids(input.variants.length + 1);
  const product: Product = {
    ...input,
    id: before?.id ?? ids[input.variants.length] ?? '',
    createdAt: before?.createdAt ?? unit.now,
    updatedAt: unit.now,
    handle: await freeHandle(unit, 'product', input.handle || handleOf(input.title), input.id),
    variants: input.variants.map((variant, index) => ({ ...variant, id: variant.id ?? ids[index] ?? '' })),
  };
  await unit.save(productRows, product);
  unit.emit(before ? 'products/update' : 'products/create', 'product', product.id, { product });
  for (const variant of product.variants)
    emitStock(
      unit,
      product,
      before?.variants.find((known) => known.id === variant.id),
      variant,
    );
  return product;
};

function emitStock(unit: Unit, product: Product, before: Variant | undefined, after: Variant): void {
  if (!before || before.inventoryQuantity > 0 === after.inventoryQuantity > 0) return;
  unit.emit(after.inventoryQuantity > 0 ? 'variants/in_stock' : 'variants/out_of_stock', 'product', product.id, { product, variantId: after.id });
}

export const deleteProduct = async (unit: Unit, id: Id): Promise<void> => {
  const product = await getProduct(unit.client, unit.domain, id, { lock: true });
  if (!product) throw new StoreError('Product does not exist.', 'id');
  await unit.client.query('delete from devstore.product where domain = $1 and id = $2', [unit.domain, id]);
  unit.emit('products/delete', 'product', id, { id });
};

export const saveCollection = async (unit: Unit, input: Omit<Collection, 'id' | 'updatedAt'> & { id?: Id }): Promise<Collection> => {
  if (input.title.trim() === '') throw new StoreError('Title can’t be blank.', 'title');
  const before = input.id ? await getCollection(unit.client, unit.domain, input.id, { lock: true }) : null;
  if (input.id && !before) throw new StoreError('Collection does not exist.', 'id');
  const collection: Collection = {
    ...input,
    id: input.id ?? (await unit.id()),
    handle: await freeHandle(unit, 'collection', input.handle || handleOf(input.title), input.id),
    updatedAt: unit.now,
  };
  await unit.save(collectionRows, collection);
  unit.emit(before ? 'collections/update' : 'collections/create', 'collection', collection.id, { collectionId: collection.id });
  return collection;
};

/** Moves stock of variants up or down, as an order or a restock does. Variants that no longer exist are passed over. */
export async function moveStock(unit: Unit, moves: { variantId: Id | null; delta: number }[]): Promise<void> {
  for (const move of [...moves].sort((a, b) => ((a.variantId ?? '') < (b.variantId ?? '') ? -1 : 1))) {
    const found = move.variantId && move.delta !== 0 ? await findVariant(unit.client, unit.domain, move.variantId, { lock: true }) : null;
    if (!found) continue;
    const after = { ...found.variant, inventoryQuantity: found.variant.inventoryQuantity + move.delta };
    const product = { ...found.product, updatedAt: unit.now, variants: found.product.variants.map((variant) => (variant.id === after.id ? after : variant)) };
    await unit.save(productRows, product);
    unit.emit('products/update', 'product', product.id, { product });
    emitStock(unit, product, found.variant, after);
  }
}

const handleOf = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '') || 'untitled';

/** The handle, or with the first free number behind it. */
async function freeHandle(unit: Unit, table: 'product' | 'collection', wanted: string, own: Id | undefined): Promise<string> {
  for (let number = 0; ; number += 1) {
    const handle = number === 0 ? wanted : `${wanted}-${number}`;
    const { rows } = await unit.client.query<{ id: string }>(`select id from devstore.${table} where domain = $1 and handle = $2`, [unit.domain, handle]);
    if (!rows[0] || rows[0].id === own) return handle;
  }
}
