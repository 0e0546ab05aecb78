import type { WantedBenefit } from '~/domain/loyalty/projection/model';
import { gid, idFromGid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import {
  CreateBasicDiscountDocument,
  CreateFreeShippingDiscountDocument,
  CreateSegmentDocument,
  ReadSegmentDiscountsDocument,
  ReadSegmentsDocument,
  UpdateBasicDiscountDocument,
  UpdateFreeShippingDiscountDocument,
  type ReadSegmentDiscountsQuery,
  type ReadSegmentsQuery,
} from '../graphql/generated/documents';

/** More of them than any shop has. */
const PAGES_MAX = 50;
/** A share is told as a broken number; two that are nearer to each other than this are the same. */
const MILLIONTHS = 1_000_000;

export interface StoreSegment {
  id: bigint;
  query: string;
}
export interface StoreDiscount {
  id: bigint;
  kind: 'percent' | 'shipping';
  title: string;
  /** Millionths of the price; 0 of free shipping. */
  share: number;
  isActive: boolean;
  segments: bigint[];
}

export async function readSegments(client: AdminClient): Promise<StoreSegment[]> {
  const found: StoreSegment[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { segments }: ReadSegmentsQuery = await client.query(ReadSegmentsDocument, { after });
    found.push(...segments.nodes.map(({ id, query }) => ({ id: idFromGid(id, 'Segment'), query })));
    if (!segments.pageInfo.hasNextPage) break;
    after = segments.pageInfo.endCursor;
  }
  return found;
}

/** Automatic discounts that are for segments of customers. */
export async function readSegmentDiscounts(client: AdminClient): Promise<StoreDiscount[]> {
  const found: StoreDiscount[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { discountNodes }: ReadSegmentDiscountsQuery = await client.query(ReadSegmentDiscountsDocument, { after });
    found.push(...discountNodes.nodes.flatMap(storeDiscount));
    if (!discountNodes.pageInfo.hasNextPage) break;
    after = discountNodes.pageInfo.endCursor;
  }
  return found;
}

function storeDiscount({ id, discount }: ReadSegmentDiscountsQuery['discountNodes']['nodes'][number]): StoreDiscount[] {
  if (discount.__typename !== 'DiscountAutomaticBasic' && discount.__typename !== 'DiscountAutomaticFreeShipping') return [];
  if (!('segments' in discount.context)) return [];
  const value = discount.__typename === 'DiscountAutomaticBasic' ? discount.customerGets.value : null;
  return [
    {
      id: BigInt(id.split('/').at(-1) ?? '0'),
      kind: discount.__typename === 'DiscountAutomaticBasic' ? 'percent' : 'shipping',
      title: discount.title,
      share: value && 'percentage' in value ? Math.round(value.percentage * MILLIONTHS) : 0,
      isActive: discount.status === 'ACTIVE',
      segments: discount.context.segments.map((segment: { id: string }) => idFromGid(segment.id, 'Segment')),
    },
  ];
}

const shareOf = ({ percent }: WantedBenefit): number => Math.round((Number(percent ?? '0') / 100) * MILLIONTHS);

/** Whether the store gives what is wanted, to whom it is wanted for. */
export const isAsWanted = (there: StoreDiscount, wanted: WantedBenefit, segmentId: bigint): boolean =>
  there.kind === wanted.kind &&
  there.title === wanted.title &&
  there.share === shareOf(wanted) &&
  there.isActive &&
  there.segments.join() === String(segmentId);

export async function createSegment(client: AdminClient, { title, query }: WantedBenefit): Promise<bigint> {
  const { segmentCreate } = await client.query(CreateSegmentDocument, { name: title, query: query ?? '' });
  return numberOf(segmentCreate?.segment?.id);
}

/** Makes the discount, or makes the one that is there be as it is wanted. @returns its number */
export async function saveDiscount(
  client: AdminClient,
  wanted: WantedBenefit,
  { segmentId, since, there }: { segmentId: bigint; since: Date; there: StoreDiscount | null },
): Promise<bigint> {
  const others = (there?.segments ?? []).filter((id) => id !== segmentId).map((id) => gid('Segment', id));
  const common = {
    title: wanted.title,
    startsAt: since.toISOString(),
    endsAt: null,
    context: { customerSegments: { add: [gid('Segment', segmentId)], ...(others.length > 0 && { remove: others }) } },
  };
  const id = there && gid('DiscountAutomaticNode', there.id);
  if (wanted.kind === 'percent') {
    const discount = {
      ...common,
      combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
      customerGets: { items: { all: true }, value: { percentage: shareOf(wanted) / MILLIONTHS } },
    };
    if (id) return numberOf((await client.query(UpdateBasicDiscountDocument, { id, discount })).discountAutomaticBasicUpdate?.automaticDiscountNode?.id);
    return numberOf((await client.query(CreateBasicDiscountDocument, { discount })).discountAutomaticBasicCreate?.automaticDiscountNode?.id);
  }
  const discount = { ...common, combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: false }, destination: { all: true } };
  if (id)
    return numberOf((await client.query(UpdateFreeShippingDiscountDocument, { id, discount })).discountAutomaticFreeShippingUpdate?.automaticDiscountNode?.id);
  return numberOf((await client.query(CreateFreeShippingDiscountDocument, { discount })).discountAutomaticFreeShippingCreate?.automaticDiscountNode?.id);
}

function numberOf(id: string | null | undefined): bigint {
  if (!id) throw new Error('Shopify has made something and did not say what.');
  return BigInt(id.split('/').at(-1) ?? '');
}
