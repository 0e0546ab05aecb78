import type { Discount, DiscountClass } from '../../state/model/promotion.ts';
import type { Minor } from '../../state/model/values.ts';
import { parseMinor } from '../../state/money.ts';
import { getSegment } from '../../state/read.ts';
import { segmentTest } from '../../state/segment-query.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { DiscountNode, type DiscountNodeType } from '../types/discount.ts';
import { idIn, mutation } from './payload.ts';
import { present } from '../present.ts';

interface DiscountInput {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  combinesWith?: {
    orderDiscounts?: boolean | null;
    productDiscounts?: boolean | null;
    shippingDiscounts?: boolean | null;
    productDiscountsWithTagsOnSameCartLine?: object | null;
  } | null;
  context?: {
    all?: string | null;
    customers?: { add?: string[] | null; remove?: string[] | null } | null;
    customerSegments?: { add?: string[] | null; remove?: string[] | null } | null;
  } | null;
  customerSelection?: { all?: boolean | null; customers?: { add?: string[] | null; remove?: string[] | null } | null } | null;
  customerGets?: {
    items?: {
      all?: boolean | null;
      products?: { productsToAdd?: string[] | null; productsToRemove?: string[] | null } | null;
      collections?: { add?: string[] | null; remove?: string[] | null } | null;
    } | null;
    value?: { percentage?: number | null; discountAmount?: { amount?: string | null; appliesOnEachItem?: boolean | null } | null } | null;
  } | null;
  minimumRequirement?: { subtotal?: { greaterThanOrEqualToSubtotal?: string | null } | null; quantity?: object | null } | null;
  destination?: { all?: boolean | null } | null;
}
const known = new Set([
  'title',
  'code',
  'startsAt',
  'endsAt',
  'usageLimit',
  'appliesOncePerCustomer',
  'combinesWith',
  'context',
  'customerSelection',
  'customerGets',
  'minimumRequirement',
  'destination',
  'appliesOnOneTimePurchase',
  'appliesOnSubscription',
  'recurringCycleLimit',
]);

/** An input that asks for what the devstore cannot do is refused loudly. */
function checkKnown(input: DiscountInput, at: string): void {
  const unknown = Object.keys(input).find((key) => !known.has(key));
  if (unknown) throw new NoAnswer(`${at}.${unknown}`);
  const { items } = input.customerGets ?? {};
  if (items?.products && items.collections) throw new UserError([at, 'customerGets', 'items'], 'Choose either products or collections', 'CONFLICT');
  if (items && !items.all && !items.products && !items.collections) throw new NoAnswer(`${at}.customerGets.items other than all, products or collections`);
  if (items?.products && ('productVariantsToAdd' in items.products || 'productVariantsToRemove' in items.products))
    throw new NoAnswer(`${at}.customerGets.items of variants`);
  if (input.customerGets?.value?.discountAmount?.appliesOnEachItem) throw new NoAnswer(`${at}.customerGets.value.discountAmount.appliesOnEachItem`);
  if (input.combinesWith?.productDiscountsWithTagsOnSameCartLine) throw new NoAnswer(`${at}.combinesWith.productDiscountsWithTagsOnSameCartLine`);
  if (input.minimumRequirement?.quantity) throw new NoAnswer(`${at}.minimumRequirement.quantity`);
  const { context } = input;
  if (context && !context.all && !context.customers && !context.customerSegments)
    throw new NoAnswer(`${at}.context other than all, customers or customerSegments`);
}

function money(api: Api, text: string, field: string[]): Minor {
  try {
    return parseMinor(String(text), api.store.currency);
  } catch (error) {
    throw new UserError(field, error instanceof Error ? error.message : 'Invalid amount', 'INVALID');
  }
}

function customersOf(input: DiscountInput, before: Discount | null): string[] {
  const choice = input.context ?? input.customerSelection;
  if (!choice) return before?.customerIds ?? [];
  if (!choice.customers) return [];
  const ids = new Set(before?.customerIds);
  for (const id of choice.customers.add ?? []) ids.add(idIn(id, ['context', 'customers', 'add'], 'Customer'));
  for (const id of choice.customers.remove ?? []) ids.delete(idIn(id, ['context', 'customers', 'remove'], 'Customer'));
  return [...ids];
}

/** What it goes off; nothing named: what it went off before, or everything. */
function targetsOf(input: DiscountInput, before: Discount | null): Pick<Discount, 'productIds' | 'collectionIds'> {
  const items = input.customerGets?.items;
  if (!items) return { productIds: before?.productIds ?? [], collectionIds: before?.collectionIds ?? [] };
  const changed = (ids: string[] | undefined, add: string[] | null | undefined, remove: string[] | null | undefined, type: string) => {
    const left = new Set(ids);
    for (const id of add ?? []) left.add(idIn(id, ['customerGets', 'items'], type));
    for (const id of remove ?? []) left.delete(idIn(id, ['customerGets', 'items'], type));
    return [...left];
  };
  return {
    productIds: items.products ? changed(before?.productIds, items.products.productsToAdd, items.products.productsToRemove, 'Product') : [],
    collectionIds: items.collections ? changed(before?.collectionIds, items.collections.add, items.collections.remove, 'Collection') : [],
  };
}

/** What it goes together with; what is not said stays as it was, and nothing at first. */
function combinationsOf({ combinesWith: said }: DiscountInput, before: Discount | null): DiscountClass[] {
  const classes = [
    ['order', said?.orderDiscounts],
    ['product', said?.productDiscounts],
    ['shipping', said?.shippingDiscounts],
  ] as const;
  return classes.flatMap(([one, allowed]) => ((allowed ?? before?.combinesWith?.includes(one)) ? [one] : []));
}

/** Only segments that are there, and of whom the devstore can tell who is in them. */
async function segmentsOf(api: Api, input: DiscountInput, before: Discount | null): Promise<string[]> {
  const choice = input.context ?? input.customerSelection;
  if (!choice) return before?.segmentIds ?? [];
  if (!('customerSegments' in choice) || !choice.customerSegments) return [];
  const ids = new Set(before?.segmentIds);
  for (const text of choice.customerSegments.add ?? []) {
    const id = idIn(text, ['context', 'customerSegments', 'add'], 'Segment');
    const segment = await getSegment(api.db, api.domain, id);
    if (!segment) throw new UserError(['context', 'customerSegments', 'add'], 'Segment does not exist', 'INVALID');
    if (!segmentTest(segment.query)) throw new NoAnswer(`a discount for the segment ${segment.query}`);
    ids.add(id);
  }
  for (const id of choice.customerSegments.remove ?? []) ids.delete(idIn(id, ['context', 'customerSegments', 'remove'], 'Segment'));
  return [...ids];
}

function valueOf(api: Api, input: DiscountInput, kind: 'basic' | 'shipping', before: Discount | null, at: string): Pick<Discount, 'kind' | 'value'> {
  if (kind === 'shipping') return { kind: 'free_shipping', value: 0 };
  const value = input.customerGets?.value;
  if (present(value?.percentage)) {
    if (value.percentage < 0 || value.percentage > 1)
      throw new UserError([at, 'customerGets', 'value', 'percentage'], 'Value must be between 0.0 and 1.0', 'VALUE_OUTSIDE_RANGE');
    return { kind: 'percentage', value: Math.round(value.percentage * 10_000) };
  }
  if (present(value?.discountAmount?.amount)) return { kind: 'fixed_amount', value: money(api, value.discountAmount.amount, [at, 'customerGets', 'value']) };
  if (!before) throw new UserError([at, 'customerGets'], "Customer gets can't be blank", 'BLANK');
  return { kind: before.kind, value: before.value };
}

interface Plan {
  at: string;
  kind: 'basic' | 'shipping';
  automatic: boolean;
}
async function save(api: Api, input: DiscountInput, plan: Plan, before: Discount | null): Promise<Discount> {
  checkKnown(input, plan.at);
  const title = input.title ?? before?.title ?? input.code;
  if (!title) throw new UserError([plan.at, 'title'], "Title can't be blank", 'BLANK');
  const code = plan.automatic ? null : (input.code ?? before?.code ?? null);
  if (!plan.automatic && !code) throw new UserError([plan.at, 'code'], "Code can't be blank", 'BLANK');
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  return api.ctx.operations(api.domain).saveDiscount({
    ...(before ? { id: before.id } : {}),
    ...valueOf(api, input, plan.kind, before, plan.at),
    title,
    code,
    automatic: plan.automatic,
    minimumSubtotal:
      input.minimumRequirement === undefined
        ? (before?.minimumSubtotal ?? null)
        : !present(subtotal)
          ? null
          : money(api, subtotal, [plan.at, 'minimumRequirement']),
    usageLimit: input.usageLimit === undefined ? (before?.usageLimit ?? null) : input.usageLimit,
    oncePerCustomer: input.appliesOncePerCustomer ?? before?.oncePerCustomer ?? false,
    customerIds: customersOf(input, before),
    segmentIds: await segmentsOf(api, input, before),
    ...targetsOf(input, before),
    combinesWith: combinationsOf(input, before),
    startsAt: input.startsAt ?? before?.startsAt ?? api.now.toISOString(),
    endsAt: input.endsAt === undefined ? (before?.endsAt ?? null) : input.endsAt,
  });
}

const create = (plan: Plan, key: string, type: DiscountNodeType) =>
  mutation({ empty: { [key]: null }, code: 'INVALID', prefix: [plan.at] }, async (args: Record<string, DiscountInput>, api) => ({
    [key]: new DiscountNode(await save(api, args[plan.at] ?? {}, plan, null), api, type),
  }));
const update = (plan: Plan, key: string, type: DiscountNodeType) =>
  mutation({ empty: { [key]: null }, code: 'INVALID', prefix: [plan.at] }, async (args: { id: string } & Record<string, DiscountInput | string>, api) => {
    const before = await api.loaders.discount.get(idIn(args.id, ['id'], type, 'DiscountNode'));
    if (!before || before.automatic !== plan.automatic) throw new UserError(['id'], 'Discount does not exist', 'INVALID');
    const input = args[plan.at];
    return { [key]: new DiscountNode(await save(api, typeof input === 'object' ? input : {}, plan, before), api, type) };
  });
const remove = (key: string, type: DiscountNodeType) =>
  mutation({ empty: { [key]: null }, code: 'INVALID' }, async ({ id }: { id: string }, api) => {
    const number = idIn(id, ['id'], type, 'DiscountNode');
    await api.ctx.operations(api.domain).deleteDiscount(number);
    return { [key]: gid(type, number) };
  });

const codeBasic: Plan = { at: 'basicCodeDiscount', kind: 'basic', automatic: false };
const codeShipping: Plan = { at: 'freeShippingCodeDiscount', kind: 'shipping', automatic: false };
const automaticShipping: Plan = { at: 'freeShippingAutomaticDiscount', kind: 'shipping', automatic: true };
const automaticBasic: Plan = { at: 'automaticBasicDiscount', kind: 'basic', automatic: true };

export const discountMutations = {
  discountCodeBasicCreate: create(codeBasic, 'codeDiscountNode', 'DiscountCodeNode'),
  discountCodeBasicUpdate: update(codeBasic, 'codeDiscountNode', 'DiscountCodeNode'),
  discountCodeDelete: remove('deletedCodeDiscountId', 'DiscountCodeNode'),
  discountCodeFreeShippingCreate: create(codeShipping, 'codeDiscountNode', 'DiscountCodeNode'),
  discountCodeFreeShippingUpdate: update(codeShipping, 'codeDiscountNode', 'DiscountCodeNode'),
  discountAutomaticBasicCreate: create(automaticBasic, 'automaticDiscountNode', 'DiscountAutomaticNode'),
  discountAutomaticBasicUpdate: update(automaticBasic, 'automaticDiscountNode', 'DiscountAutomaticNode'),
  discountAutomaticFreeShippingCreate: create(automaticShipping, 'automaticDiscountNode', 'DiscountAutomaticNode'),
  discountAutomaticFreeShippingUpdate: update(automaticShipping, 'automaticDiscountNode', 'DiscountAutomaticNode'),
  discountAutomaticDelete: remove('deletedAutomaticDiscountId', 'DiscountAutomaticNode'),
};
