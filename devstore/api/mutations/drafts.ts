import { getDraftOrder } from '../../state/read.ts';
import { parseMinor } from '../../state/money.ts';
import type { Basket } from '../../state/operations.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { DraftOrder } from '../types/draft-order.ts';
import { addressOf, type AddressInput } from './addresses.ts';
import { idIn, mutation } from './payload.ts';
import { present } from '../present.ts';

interface MoneyInput {
  amount: string;
  currencyCode: string;
}
interface LineInput {
  variantId?: string | null;
  title?: string | null;
  quantity: number;
  originalUnitPriceWithCurrency?: MoneyInput | null;
  originalUnitPrice?: string | null;
}
interface DraftInput {
  lineItems?: LineInput[] | null;
  customerId?: string | null;
  purchasingEntity?: { customerId?: string | null } | null;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  tags?: string[] | null;
  shippingAddress?: AddressInput | null;
  shippingLine?: { title?: string | null; priceWithCurrency?: MoneyInput | null } | null;
  discountCodes?: string[] | null;
  appliedDiscount?: { value: number; valueType: string } | null;
}
const known = new Set([
  'lineItems',
  'customerId',
  'purchasingEntity',
  'email',
  'phone',
  'note',
  'tags',
  'shippingAddress',
  'shippingLine',
  'discountCodes',
  'appliedDiscount',
]);

function basketOf(api: Api, input: DraftInput): Basket {
  const unknown = Object.keys(input).find((key) => !known.has(key));
  if (unknown) throw new NoAnswer(`draftOrderCreate(input.${unknown}:)`);
  const { currency } = api.store;
  if (!input.lineItems?.length) throw new UserError(['lineItems'], 'Add at least 1 product');
  const customer = input.purchasingEntity?.customerId ?? input.customerId;
  const lines = input.lineItems.map((line, index) => {
    const price = line.originalUnitPriceWithCurrency?.amount ?? line.originalUnitPrice;
    const at = ['lineItems', String(index)];
    if (!line.variantId && (!line.title || !present(price))) throw new UserError([...at, 'title'], 'Custom items need a title and a price');
    return {
      variantId: line.variantId ? idIn(line.variantId, [...at, 'variantId'], 'ProductVariant') : null,
      quantity: line.quantity,
      ...(line.title ? { title: line.title } : {}),
      ...(present(price) ? { unitPrice: parseMinor(String(price), currency) } : {}),
    };
  });
  if (input.appliedDiscount && input.appliedDiscount.valueType !== 'FIXED_AMOUNT')
    throw new NoAnswer('draftOrderCreate(input.appliedDiscount.valueType: PERCENTAGE)');
  return {
    lines,
    customerId: customer ? idIn(customer, ['customerId'], 'Customer') : null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    discountCodes: input.discountCodes ?? [],
    source: 'shopify_draft_order',
    shippingAddress: input.shippingAddress ? addressOf(input.shippingAddress) : null,
    ...(input.appliedDiscount ? { manualDiscount: parseMinor(String(input.appliedDiscount.value), currency) } : {}),
    ...(input.shippingLine?.priceWithCurrency ? { shipping: parseMinor(input.shippingLine.priceWithCurrency.amount, currency) } : {}),
  };
}

async function draftObject(api: Api, id: string) {
  const doc = await getDraftOrder(api.db, api.domain, id);
  return { draftOrder: doc ? new DraftOrder(doc, api) : null };
}
const draftOrderCreate = mutation({ empty: { draftOrder: null }, prefix: ['input'] }, async ({ input }: { input: DraftInput }, api) =>
  draftObject(api, (await api.ctx.operations(api.domain).createDraft(basketOf(api, input))).id),
);
const draftOrderComplete = mutation({ empty: { draftOrder: null } }, async ({ id, paymentPending }: { id: string; paymentPending?: boolean | null }, api) => {
  const number = idIn(id, ['id'], 'DraftOrder');
  await api.ctx.operations(api.domain).completeDraft(number, paymentPending ? 'pending' : 'paid');
  return draftObject(api, number);
});
export const draftMutations = { draftOrderCreate, draftOrderComplete };
