import { StoreError } from '../errors.ts';
import type { CheckoutDoc } from '../model/draft.ts';
import type { Basket } from '../operations.ts';
import { getCheckout, getCustomer } from '../read.ts';
import { checkoutColumns, checkoutValues } from '../rows.ts';
import type { Unit } from '../unit.ts';
import { priceBasket } from './basket.ts';

/** Keeps a checkout as far as the shopper has come; one that is never completed is an abandoned one. */
export const saveCheckout = async (unit: Unit, token: string, basket: Basket): Promise<void> => {
  const before = await getCheckout(unit.client, unit.domain, token, { lock: true });
  if (before?.completedAt) throw new StoreError('This checkout has already been completed.', 'token');
  const { lines, priced, customer } = await priceBasket(unit, basket, false);
  const kept = lines.map(({ variantId, quantity }) => {
    if (!variantId) throw new StoreError('A checkout holds variants only.', 'lines');
    return { variantId, quantity };
  });
  await saveCheckoutDoc(
    unit,
    {
      token,
      cartToken: basket.cartToken ?? before?.cartToken ?? token,
      createdAt: before?.createdAt ?? unit.now,
      updatedAt: unit.now,
      completedAt: null,
      customerId: customer?.id ?? null,
      email: basket.email,
      lines: kept,
      currency: unit.store.currency,
      total: priced.total,
    },
    !before,
  );
};

/** Writes the document, and emits what a checkout and the cart it stands for give. */
export async function saveCheckoutDoc(unit: Unit, changed: CheckoutDoc, isNew: boolean): Promise<void> {
  const checkout = { ...changed, updatedAt: unit.now };
  const replaced = checkoutColumns.filter((column) => !['domain', 'token', 'id', 'created_at'].includes(column));
  await unit.client.query(
    `insert into devstore.checkout (${checkoutColumns.join(', ')}) values (${checkoutColumns.map((_, index) => `$${index + 1}`).join(', ')})
     on conflict (domain, token) do update set ${replaced.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    checkoutValues(unit.domain, await unit.id(), checkout),
  );
  const customer = checkout.customerId ? await getCustomer(unit.client, unit.domain, checkout.customerId) : null;
  unit.emit(isNew ? 'checkouts/create' : 'checkouts/update', 'checkout', checkout.token, { checkout, customer });
  if (!checkout.completedAt) unit.emit(isNew ? 'carts/create' : 'carts/update', 'cart', checkout.cartToken, { checkout });
}
