import { StoreError } from '../errors.ts';
import type { Customer, Order, Product } from '../model.ts';
import type { Id } from '../model/values.ts';
import { getCustomer, getOrder, getProduct } from '../read.ts';
import { customerRows, orderRows, productRows } from '../rows.ts';
import type { Unit } from '../unit.ts';

type Kind = 'customer' | 'order' | 'product';
const lengthMax = 255;
const countMax = 250;

/** Trimmed, without empty ones and without two that differ only in case; the first spelling wins. */
export function cleanTags(tags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.map((raw) => raw.trim()).filter((trimmed) => trimmed !== '')) {
    if (tag.length > lengthMax) throw new StoreError(`A tag has at most ${lengthMax} characters.`, 'tags');
    if (!kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  }
  if (kept.size > countMax) throw new StoreError(`There can be at most ${countMax} tags.`, 'tags');
  return [...kept.values()];
}

export const addTags = (unit: Unit, kind: Kind, id: Id, tags: string[]): Promise<void> =>
  change(unit, kind, id, (current) => {
    const next = cleanTags([...current, ...tags]);
    return { next, added: next.slice(current.length), removed: [] };
  });

export const removeTags = (unit: Unit, kind: Kind, id: Id, tags: string[]): Promise<void> =>
  change(unit, kind, id, (current) => {
    const gone = new Set(tags.map((tag) => tag.trim().toLowerCase()));
    const removed = current.filter((tag) => gone.has(tag.toLowerCase()));
    return { next: current.filter((tag) => !removed.includes(tag)), added: [], removed };
  });

interface Change {
  next: string[];
  added: string[];
  removed: string[];
}

/** Nothing happens, and nothing is emitted, when the tags stay as they are. */
async function change(unit: Unit, kind: Kind, id: Id, apply: (current: string[]) => Change): Promise<void> {
  const found = (doc: Customer | Order | Product | null) => {
    if (!doc || ('mergedInto' in doc && doc.mergedInto)) throw new StoreError(`${kind[0]?.toUpperCase()}${kind.slice(1)} does not exist.`, 'id');
    return apply(doc.tags);
  };
  const differs = (result: Change) => result.added.length > 0 || result.removed.length > 0;
  const { client, domain, now } = unit;
  if (kind === 'customer') {
    const customer = await getCustomer(client, domain, id, { lock: true });
    const result = found(customer);
    if (customer && differs(result)) await tagCustomer(unit, customer, result);
  } else if (kind === 'order') {
    const order = await getOrder(client, domain, id, { lock: true });
    const result = found(order);
    if (!order || !differs(result)) return;
    const next = { ...order, tags: result.next, updatedAt: now };
    await unit.save(orderRows, next);
    unit.emit('orders/updated', 'order', id, { order: next, customer: next.customerId ? await getCustomer(client, domain, next.customerId) : null });
  } else {
    const product = await getProduct(client, domain, id, { lock: true });
    const result = found(product);
    if (!product || !differs(result)) return;
    const next = { ...product, tags: result.next, updatedAt: now };
    await unit.save(productRows, next);
    unit.emit('products/update', 'product', id, { product: next });
  }
}

async function tagCustomer(unit: Unit, customer: Customer, { next, added, removed }: Change): Promise<void> {
  const tagged = { ...customer, tags: next, updatedAt: unit.now };
  await unit.save(customerRows, tagged);
  if (added.length > 0) unit.emit('customer.tags_added', 'customer', tagged.id, { customerId: tagged.id, tags: added });
  if (removed.length > 0) unit.emit('customer.tags_removed', 'customer', tagged.id, { customerId: tagged.id, tags: removed });
  unit.emit('customers/update', 'customer', tagged.id, { customer: tagged });
}
