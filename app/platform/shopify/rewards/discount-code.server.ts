import { promisedMoney, type RewardPromise, type Saga } from '~/domain/loyalty/rewards/model';
import { gid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import {
  CreateDiscountCodeDocument,
  CreateShippingCodeDocument,
  DeleteDiscountCodeDocument,
  ReadDiscountCodeDocument,
  type DiscountCodeBasicInput,
} from '../graphql/generated/documents';

export interface StoreCode {
  id: bigint;
  isUsed: boolean;
  endsAt: Date | null;
}

/** Says whose it is, for merchants, and for us when the answer was lost. */
const titleOf = ({ redemptionId, code }: Saga): string => `Regulars #${redemptionId} ${code ?? ''}`;

/** The redemption's code as it stands in the store; `null`: there is none of ours. */
export async function findCode(client: AdminClient, saga: Saga): Promise<StoreCode | null> {
  const { codeDiscountNodeByCode: node } = await client.query(ReadDiscountCodeDocument, { code: saga.code ?? '' });
  if (!node || !('title' in node.codeDiscount) || node.codeDiscount.title !== titleOf(saga)) return null;
  const { asyncUsageCount, endsAt } = node.codeDiscount;
  return { id: numberOf(node.id), isUsed: asyncUsageCount > 0, endsAt: endsAt ? new Date(endsAt) : null };
}

/** Makes a code for one use by one customer. The store keeps codes unique, so that the same one is never made twice. @returns its number */
export async function createCode(client: AdminClient, saga: Saga): Promise<bigint> {
  const { promise } = saga;
  const common = {
    title: titleOf(saga),
    code: saga.code,
    startsAt: saga.createdAt.toISOString(),
    endsAt: saga.endsAt?.toISOString() ?? null,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { customers: { add: [...new Set([promise.holder, saga.customerId])].map((id) => gid('Customer', id)) } },
    combinesWith: Object.fromEntries(promise.combinesWith.map((kind) => [kind, true])),
    ...(promise.minimumSpend !== null && { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: promisedMoney(promise, promise.minimumSpend) } } }),
  };
  if (promise.kind === 'free_shipping') {
    const made = await client.query(CreateShippingCodeDocument, { discount: { ...common, destination: { all: true } } });
    return numberOf(made.discountCodeFreeShippingCreate?.codeDiscountNode?.id);
  }
  const discount = { ...common, customerGets: { items: itemsOf(promise), value: valueOf(promise) } };
  const made = await client.query(CreateDiscountCodeDocument, { discount });
  return numberOf(made.discountCodeBasicCreate?.codeDiscountNode?.id);
}

/** Deletes it; what is gone already is gone. */
export async function deleteCode(client: AdminClient, id: bigint): Promise<void> {
  await client.query(DeleteDiscountCodeDocument, { id: gid('DiscountCodeNode', id) }, { repeatable: true });
}

type Gets = NonNullable<DiscountCodeBasicInput['customerGets']>;

function itemsOf({ kind, product, products, collections }: RewardPromise): Gets['items'] {
  if (kind === 'free_product') return { products: { productsToAdd: [gid('Product', BigInt(product ?? '0'))] } };
  if (products.length > 0) return { products: { productsToAdd: products.map((id) => gid('Product', BigInt(id))) } };
  return collections.length > 0 ? { collections: { add: collections.map((id) => gid('Collection', BigInt(id))) } } : { all: true };
}

/** A free product is the price of one piece off that product: a hundred percent would be off every piece in the cart. */
function valueOf(promise: RewardPromise): Gets['value'] {
  if (promise.kind === 'percent_off') return { percentage: Number(promise.percent ?? '0') / 100 };
  return { discountAmount: { amount: promisedMoney(promise, promise.amount), appliesOnEachItem: false } };
}

function numberOf(id: string | null | undefined): bigint {
  if (!id) throw new Error('Shopify has made a discount and did not say which.');
  return BigInt(id.split('/').at(-1) ?? '');
}
