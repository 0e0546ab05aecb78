import { randomInt } from 'node:crypto';
import { discountStatus } from '../discounts.ts';
import { StoreError } from '../errors.ts';
import type { Customer } from '../model.ts';
import type { Discount, GiftCard } from '../model/promotion.ts';
import type { Id, Minor } from '../model/values.ts';
import type { StoreOperations } from '../operations.ts';
import { findDiscountByCode, findGiftCardByCode, getCustomer, getDiscount, getGiftCard } from '../read.ts';
import { discountRows, giftCardRows } from '../rows.ts';
import type { Unit } from '../unit.ts';

type DiscountInput = Parameters<StoreOperations['saveDiscount']>[0];

function check(input: DiscountInput): void {
  if (input.automatic === (input.code !== null)) throw new StoreError('A discount has a code or is automatic.', 'code');
  if (input.code !== null && (input.code.trim() === '' || input.code.length > 255)) throw new StoreError('A code has 1 to 255 characters.', 'code');
  if (!Number.isSafeInteger(input.value) || input.value < 0 || (input.kind !== 'free_shipping' && input.value === 0))
    throw new StoreError('The value must be a whole number above 0.', 'value');
  if (input.kind === 'percentage' && input.value > 10_000) throw new StoreError('A percentage is at most 100 %.', 'value');
  if (input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt)) throw new StoreError('Ends at needs to be after starts at.', 'endsAt');
  if (input.usageLimit !== null && !(Number.isSafeInteger(input.usageLimit) && input.usageLimit > 0))
    throw new StoreError('The usage limit must be above 0.', 'usageLimit');
}

export const saveDiscount = async (unit: Unit, input: DiscountInput): Promise<Discount> => {
  check(input);
  const before = input.id ? await getDiscount(unit.client, unit.domain, input.id, { lock: true }) : null;
  if (input.id && !before) throw new StoreError('Discount does not exist.', 'id');
  const code = input.code?.trim() ?? null;
  const same = code ? await findDiscountByCode(unit.client, unit.domain, code) : null;
  if (same && same.id !== input.id) throw new StoreError('Code must be unique. Please try a different code.', 'code');
  const discount: Discount = {
    ...input,
    code,
    id: input.id ?? (await unit.id()),
    used: before?.used ?? 0,
    status: discountStatus(input, unit.now),
    createdAt: before?.createdAt ?? unit.now,
    updatedAt: unit.now,
  };
  await unit.save(discountRows, discount);
  unit.emit(before ? 'discounts/update' : 'discounts/create', 'discount', discount.id, { discount });
  if (before?.code && before.code !== code) unit.emit('discounts/redeemcode_removed', 'discount', discount.id, { discount, code: before.code });
  if (code && before?.code !== code) unit.emit('discounts/redeemcode_added', 'discount', discount.id, { discount, code });
  return discount;
};

export const deleteDiscount = async (unit: Unit, id: Id): Promise<void> => {
  const discount = await getDiscount(unit.client, unit.domain, id, { lock: true });
  if (!discount) throw new StoreError('Discount does not exist.', 'id');
  await unit.client.query('delete from devstore.discount where domain = $1 and id = $2', [unit.domain, id]);
  unit.emit('discounts/delete', 'discount', id, { discount });
};

/** Whether this shopper, known by id or else by e-mail, has an order with the discount. */
export async function hasUsed(unit: Unit, discountId: Id, customer: Pick<Customer, 'id'> | null, email: string | null): Promise<boolean> {
  const { rowCount } = await unit.client.query(
    'select 1 from devstore.discount_use where domain = $1 and discount_id = $2 and (customer_id = $3 or email = $4) limit 1',
    [unit.domain, discountId, customer?.id ?? null, email?.toLowerCase() ?? null],
  );
  return Boolean(rowCount);
}

/** Counts a use. The discount must be locked by the caller, or two last uses could both pass. */
export async function countUse(unit: Unit, discount: Discount, orderId: Id, customerId: Id | null, email: string | null): Promise<void> {
  await unit.client.query(`update devstore.discount set doc = jsonb_set(doc, '{used}', to_jsonb((doc->>'used')::int + 1)) where domain = $1 and id = $2`, [
    unit.domain,
    discount.id,
  ]);
  await unit.client.query('insert into devstore.discount_use (domain, discount_id, order_id, customer_id, email) values ($1, $2, $3, $4, $5)', [
    unit.domain,
    discount.id,
    orderId,
    customerId,
    email?.toLowerCase() ?? null,
  ]);
}

/** Letters and digits that are not mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const randomCode = () => Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');

export const issueGiftCard = async (unit: Unit, input: Parameters<StoreOperations['issueGiftCard']>[0]): Promise<{ id: Id; code: string }> => {
  if (!Number.isSafeInteger(input.amount) || input.amount <= 0) throw new StoreError('The initial value must be above 0.', 'initialValue');
  if (input.customerId && !(await getCustomer(unit.client, unit.domain, input.customerId))) throw new StoreError('Customer does not exist.', 'customerId');
  const code = (input.code ?? randomCode()).replaceAll(/[\s-]/g, '').toLowerCase();
  if (!/^[a-z0-9]{8,20}$/.test(code)) throw new StoreError('A gift card code has 8 to 20 letters and digits.', 'code');
  if (await findGiftCardByCode(unit.client, unit.domain, code)) throw new StoreError('Code has already been taken.', 'code');
  const card: GiftCard = {
    id: await unit.id(),
    code,
    initial: input.amount,
    balance: input.amount,
    customerId: input.customerId,
    createdAt: unit.now,
    expiresOn: input.expiresOn ?? null,
    disabledAt: null,
    note: input.note ?? null,
  };
  await unit.save(giftCardRows, card);
  return { id: card.id, code };
};

export const disableGiftCard = async (unit: Unit, id: Id): Promise<void> => {
  const card = await getGiftCard(unit.client, unit.domain, id, { lock: true });
  if (!card) throw new StoreError('Gift card does not exist.', 'id');
  await unit.save(giftCardRows, { ...card, disabledAt: card.disabledAt ?? unit.now });
};

/** Adds to or takes from a gift card's balance. @throws StoreError when it holds less */
export async function moveBalance(unit: Unit, cardId: Id, delta: Minor): Promise<void> {
  const { rowCount } = await unit.client.query(
    `update devstore.gift_card set updated_at = $4, doc = jsonb_set(doc, '{balance}', to_jsonb((doc->>'balance')::bigint + $3::bigint))
     where domain = $1 and id = $2 and (doc->>'balance')::bigint + $3::bigint >= 0`,
    [unit.domain, cardId, delta, unit.now],
  );
  if (!rowCount) throw new StoreError('The gift card’s balance is not enough.', 'giftCardCodes');
}
