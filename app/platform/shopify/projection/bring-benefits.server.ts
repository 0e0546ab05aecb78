import { logger } from '~/config/logger.server';
import { finishBenefits, forgetBenefit, noteBenefit, planBenefits, postponeBenefits } from '~/domain/loyalty/projection/index.server';
import type { WantedBenefit } from '~/domain/loyalty/projection/model';
import { gid } from '~/domain/shared/ids';
import { adminClient, AdminUserError, type AdminClient } from '../admin/index.server';
import { DeleteAutomaticDiscountDocument, DeleteSegmentDocument } from '../graphql/generated/documents';
import { createSegment, isAsWanted, readSegmentDiscounts, readSegments, saveDiscount, type StoreDiscount, type StoreSegment } from './store-benefits.server';

type Plan = NonNullable<Awaited<ReturnType<typeof planBenefits>>>;
interface Work {
  shopId: bigint;
  client: AdminClient;
  plan: Plan;
  segments: StoreSegment[];
  discounts: StoreDiscount[];
}

/**
 * Makes the store give at the checkout what the tiers promise: a segment for each tier's tag, and native automatic discounts for it. What is
 * there is looked for first, so that an answer that was lost makes no twin. @returns how many were not as wanted; `null` when there was nothing to be done.
 */
export async function bringBenefits(shopId: bigint, now: Date): Promise<number | null> {
  const plan = await planBenefits(shopId, now);
  if (!plan) return null;
  try {
    const client = adminClient(shopId, { priority: 'background' });
    const work: Work = { shopId, client, plan, segments: await readSegments(client), discounts: await readSegmentDiscounts(client) };
    let changed = 0;
    for (const segment of plan.wanted.filter(({ kind }) => kind === 'segment')) changed += await bringTier(work, segment);
    changed += await takeAway(work);
    await finishBenefits(shopId, plan.wantedAt);
    return changed;
  } catch (error) {
    await postponeBenefits(shopId, error);
    throw error;
  }
}

const storedId = ({ plan }: Work, { tier, kind }: Pick<WantedBenefit, 'tier' | 'kind'>) =>
  plan.stored.find((one) => one.tier === tier && one.kind === kind)?.storeId ?? null;

async function bringTier(work: Work, wanted: WantedBenefit): Promise<number> {
  const known = storedId(work, wanted);
  const there = work.segments.find((one) => one.id === known && one.query === wanted.query) ?? work.segments.find((one) => one.query === wanted.query);
  const segmentId = there?.id ?? (await tried(work, wanted, () => createSegment(work.client, wanted)));
  if (segmentId === null) return 0;
  if (segmentId !== known) await noteBenefit(work.shopId, { ...wanted, storeId: segmentId }, wanted, null);
  let changed = there ? 0 : 1;
  for (const discount of work.plan.wanted.filter(({ tier, kind }) => tier === wanted.tier && kind !== 'segment')) {
    changed += await bringDiscount(work, discount, segmentId);
  }
  return changed;
}

async function bringDiscount(work: Work, wanted: WantedBenefit, segmentId: bigint): Promise<number> {
  const known = storedId(work, wanted);
  const isTwin = (one: StoreDiscount) => one.kind === wanted.kind && one.title === wanted.title && one.segments.includes(segmentId);
  const there = work.discounts.find(({ id }) => id === known) ?? work.discounts.find(isTwin) ?? null;
  if (there && isAsWanted(there, wanted, segmentId)) {
    await noteBenefit(work.shopId, { ...wanted, storeId: there.id }, wanted, null);
    return 0;
  }
  const storeId = await tried(work, wanted, () => saveDiscount(work.client, wanted, { segmentId, since: work.plan.since, there }));
  if (storeId !== null) await noteBenefit(work.shopId, { ...wanted, storeId }, wanted, null);
  return 1;
}

/** What the store refuses stands on the page; the rest is brought all the same. */
async function tried(work: Work, wanted: WantedBenefit, save: () => Promise<bigint>): Promise<bigint | null> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof AdminUserError)) throw error;
    logger.warn({ shopId: work.shopId, tier: wanted.tier, kind: wanted.kind, err: error }, "the store does not take a tier's benefit");
    await noteBenefit(work.shopId, { tier: wanted.tier, kind: wanted.kind, storeId: null }, wanted, error.message.slice(0, 300));
    return null;
  }
}

/** What no tier gives any more: discounts first, then the segments that they were for. */
async function takeAway({ shopId, client, plan, segments, discounts }: Work): Promise<number> {
  const unwanted = plan.stored.filter(({ tier, kind }) => !plan.wanted.some((one) => one.tier === tier && one.kind === kind));
  for (const one of unwanted.filter(({ kind }) => kind !== 'segment')) {
    if (discounts.some(({ id }) => id === one.storeId) && one.storeId !== null)
      await client.query(DeleteAutomaticDiscountDocument, { id: gid('DiscountAutomaticNode', one.storeId) }, { repeatable: true });
    await forgetBenefit(shopId, one);
  }
  for (const one of unwanted.filter(({ kind }) => kind === 'segment')) {
    if (segments.some(({ id }) => id === one.storeId) && one.storeId !== null)
      await client.query(DeleteSegmentDocument, { id: gid('Segment', one.storeId) }, { repeatable: true });
    await forgetBenefit(shopId, one);
  }
  return unwanted.length;
}
