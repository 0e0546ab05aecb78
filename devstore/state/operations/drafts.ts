import { StoreError } from '../errors.ts';
import type { Order } from '../model.ts';
import type { DraftOrder } from '../model/draft.ts';
import type { Id } from '../model/values.ts';
import type { Basket } from '../operations.ts';
import { getDraftOrder } from '../read.ts';
import { draftOrderRows, toJsonText } from '../rows.ts';
import type { Unit } from '../unit.ts';
import { priceBasket } from './basket.ts';
import { placeOrder, type Payment } from './place-order.ts';
import { nextNumber } from './stores.ts';

export const createDraft = async (unit: Unit, given: Basket): Promise<{ id: Id; name: string }> => {
  const basket: Basket = { ...given, source: 'shopify_draft_order' };
  const { lines, customer } = await priceBasket(unit, basket, false);
  const draft: DraftOrder = {
    id: await unit.id(),
    name: `#D${await nextNumber(unit, 'draft')}`,
    createdAt: unit.now,
    updatedAt: unit.now,
    status: 'OPEN',
    customerId: customer?.id ?? null,
    email: basket.email ?? customer?.email ?? null,
    note: basket.note ?? null,
    lines: lines.map(({ variantId, title, quantity, unitPrice }) => ({ variantId, title, quantity, unitPrice })),
    discount: basket.manualDiscount ?? 0,
    orderId: null,
  };
  await unit.save(draftOrderRows, draft);
  await unit.client.query('update devstore.draft_order set basket = $3 where domain = $1 and id = $2', [unit.domain, draft.id, toJsonText(basket)]);
  unit.emit('draft_orders/create', 'draft_order', draft.id, { draft });
  return { id: draft.id, name: draft.name };
};

/** Makes the order of a draft, at the prices the draft was made with. */
export const completeDraft = async (unit: Unit, draftId: Id, payment: Payment = 'paid'): Promise<Order> => {
  const draft = await getDraftOrder(unit.client, unit.domain, draftId, { lock: true });
  if (!draft) throw new StoreError('Draft order does not exist.', 'id');
  if (draft.status === 'COMPLETED') throw new StoreError('This draft order has already been completed.', 'id');
  const { rows } = await unit.client.query<{ basket: Basket | null }>('select basket from devstore.draft_order where domain = $1 and id = $2', [
    unit.domain,
    draftId,
  ]);
  const basket = rows[0]?.basket;
  if (!basket) throw new StoreError('This draft order has no basket.', 'id');
  const order = await placeOrder(unit, { ...basket, lines: draft.lines, customerId: draft.customerId }, payment);
  const completed: DraftOrder = { ...draft, status: 'COMPLETED', orderId: order.id, updatedAt: unit.now };
  await unit.save(draftOrderRows, completed);
  unit.emit('draft_orders/update', 'draft_order', draftId, { draft: completed });
  return order;
};
