import { z } from 'zod';
import type { ActivityKind } from '../activities/model';
import type { Earning } from '../earning/model';
import { costOf } from '../programme/cost';
import type { Programme } from '../programme/model';
import type { MemberHistory } from './history';
import { CHANGED_SHOWN, MOVES_SHOWN, replayResult, type ReplayFlow, type ReplayResult, type ReplaySums } from './model';
import type { MemberOutcome } from './simulate';
import { rankIn, type RuleBook } from './standing';

const big = z.string().transform(BigInt).or(z.bigint());
const flow = z.object({ issued: big, redeemed: big, expired: big, takenBack: big, grew: big });
const side = z.object({
  months: z.record(z.string(), flow),
  tiers: z.record(z.string(), z.int()),
  affordable: z.record(z.string(), z.int()),
  pending: big,
  owed: big,
  ordersThatEarn: z.int(),
  membersWithPoints: z.int(),
  redemptionsTooDear: z.int(),
});
type Side = z.output<typeof side>;
const { up, changed } = replayResult.shape;
/** Everything that a replay has added up so far; kept between its batches, so that it goes on where it was interrupted. */
export const tallyState = z.object({ orders: z.int(), members: z.int(), draft: side, today: side, up, down: up, changed });
export type TallyState = z.output<typeof tallyState>;

const newSide = (): Side => ({
  months: {},
  tiers: {},
  affordable: {},
  pending: 0n,
  owed: 0n,
  ordersThatEarn: 0,
  membersWithPoints: 0,
  redemptionsTooDear: 0,
});
export const newTally = (): TallyState => ({
  orders: 0,
  members: 0,
  draft: newSide(),
  today: newSide(),
  up: { count: 0, members: [] },
  down: { count: 0, members: [] },
  changed: [],
});

/** In no tier; no tier can be called that. */
const NO_TIER = 'none';
const magnitude = (points: bigint) => (points < 0n ? -points : points);

/** Adds a member's two outcomes; `today` is `null` where no programme is in force. */
export function addMember(
  tally: TallyState,
  history: MemberHistory,
  draft: MemberOutcome,
  today: MemberOutcome | null,
  rules: { draft: RuleBook; today: RuleBook | null },
): void {
  tally.members += 1;
  tally.orders += history.orders.length;
  addSide(tally.draft, draft, rules.draft.programme);
  if (today && rules.today) addSide(tally.today, today, rules.today.programme);
  addMove(tally, history.customerId, today?.tier ?? null, draft.tier, rules);
  for (const { facts } of history.orders) {
    const [then, now] = [draft.earnings.get(facts.orderId), today?.earnings.get(facts.orderId)];
    if (then) addChanged(tally, history.customerId, facts, then, now ?? null);
  }
}

function addSide(to: Side, outcome: MemberOutcome, { rewards }: Programme): void {
  for (const [month, added] of outcome.months) {
    const sum = (to.months[month] ??= { issued: 0n, redeemed: 0n, expired: 0n, takenBack: 0n, grew: 0n });
    sum.issued += added.issued;
    sum.redeemed += added.redeemed;
    sum.expired += added.expired;
    sum.takenBack += added.takenBack;
    sum.grew += added.grew;
  }
  const tier = outcome.tier ?? NO_TIER;
  to.tiers[tier] = (to.tiers[tier] ?? 0) + 1;
  for (const { id, points } of rewards) to.affordable[id] = (to.affordable[id] ?? 0) + (outcome.available >= BigInt(points) ? 1 : 0);
  to.pending += outcome.pending;
  to.owed += outcome.owed;
  to.membersWithPoints += outcome.available > 0n ? 1 : 0;
  to.redemptionsTooDear += outcome.redemptionsTooDear;
  for (const earning of outcome.earnings.values()) if (earning.points > 0n) to.ordersThatEarn += 1;
}

function addMove(tally: TallyState, customerId: bigint, from: string | null, to: string | null, rules: { draft: RuleBook; today: RuleBook | null }): void {
  if (from === to) return;
  const inDraft = rankIn(rules.draft, from);
  // A tier that the draft does not know has the rank it has today.
  const rankBefore = from !== null && inDraft < 0 && rules.today ? rankIn(rules.today, from) : inDraft;
  const rankAfter = rankIn(rules.draft, to);
  if (rankBefore === rankAfter) return;
  const direction = rankAfter > rankBefore ? tally.up : tally.down;
  direction.count += 1;
  if (direction.members.length < MOVES_SHOWN) direction.members.push({ customerId: String(customerId), from, to });
}

const NOTHING_TODAY = (earning: Earning) => ({
  points: '0',
  explanation: {
    ...earning.explanation,
    programmeVersion: 0,
    points: '0',
    exact: '0',
    cap: null,
    nothing: 'no_programme' as const,
    tier: null,
    tierMultiplier: '1',
  },
});

function addChanged(
  tally: TallyState,
  customerId: bigint,
  facts: { orderId: bigint; placedAt: Date; currency: string },
  draft: Earning,
  today: Earning | null,
): void {
  const difference = magnitude(draft.points - (today?.points ?? 0n));
  const differenceOf = (entry: TallyState['changed'][number]) => magnitude(BigInt(entry.draft.points) - BigInt(entry.today.points));
  const last = tally.changed.at(-1);
  if (difference === 0n || (tally.changed.length >= CHANGED_SHOWN && last && differenceOf(last) >= difference)) return;
  const shown = ({ points, explanation }: Earning) => ({ points: String(points), explanation });
  tally.changed.push({
    orderId: String(facts.orderId),
    customerId: String(customerId),
    placedAt: facts.placedAt.toISOString(),
    currency: facts.currency,
    draft: shown(draft),
    today: today ? shown(today) : NOTHING_TODAY(draft),
  });
  tally.changed.sort((a, b) => (differenceOf(b) > differenceOf(a) ? 1 : differenceOf(b) < differenceOf(a) ? -1 : 0));
  tally.changed.length = Math.min(tally.changed.length, CHANGED_SHOWN);
}

/** Ways to earn of which history tells when they happened. */
const REPLAYED = new Set<ActivityKind>(['account', 'first_order', 'nth_order']);

/** What a page shows, when all members have been added. `thisMonth`: of the shop's calendar, `2026-11`. */
export function resultOf(tally: TallyState, rules: { draft: RuleBook; today: RuleBook | null }, thisMonth: string): ReplayResult {
  const months = monthsUntil([...Object.keys(tally.draft.months), ...Object.keys(tally.today.months)], thisMonth);
  const draftFlows = flowsOf(tally.draft, months);
  const todayFlows = flowsOf(tally.today, months);
  const zero: ReplayFlow = { issued: '0', redeemed: '0', expired: '0', takenBack: '0', outstanding: '0' };
  const { draft, today } = rules;
  return {
    currency: draft.currency,
    months: months.map((month, index) => ({ month, draft: draftFlows[index] ?? zero, today: todayFlows[index] ?? zero })),
    sums: { draft: sumsOf(tally.draft, draft), today: sumsOf(tally.today, today) },
    orders: tally.orders,
    members: tally.members,
    tiers: tiersOf(tally, draft, today),
    up: tally.up,
    down: tally.down,
    rewards: rewardsOf(tally, draft, today),
    changed: tally.changed,
    leftOut: draft.programme.activities.filter(({ kind }) => !REPLAYED.has(kind)).map(({ id }) => id),
    tierBirthdays: draft.programme.tiers.levels.some(({ birthdayReward }) => birthdayReward),
  };
}

/** Every month from the first to the last, with none left out. */
function monthsUntil(known: string[], last: string): string[] {
  const first = known.reduce((least, month) => (month < least ? month : least), last);
  const months: string[] = [];
  for (let [year, month] = first.split('-').map(Number) as [number, number]; ; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    if ((months.at(-1) ?? last) >= last) return months;
  }
}

function flowsOf({ months }: Side, names: string[]): ReplayFlow[] {
  let outstanding = 0n;
  return names.map((name) => {
    const month = months[name];
    outstanding += month?.grew ?? 0n;
    const text = (key: 'issued' | 'redeemed' | 'expired' | 'takenBack') => String(month?.[key] ?? 0n);
    return { issued: text('issued'), redeemed: text('redeemed'), expired: text('expired'), takenBack: text('takenBack'), outstanding: String(outstanding) };
  });
}

function sumsOf(from: Side, rules: RuleBook | null): ReplaySums {
  const all = Object.values(from.months);
  const sum = (key: keyof (typeof all)[number]) => all.reduce((total, month) => total + month[key], 0n);
  const outstanding = sum('grew');
  const cost = (points: bigint) => (rules && points > 0n ? String(costOf(points, rules.programme.costPerPoint, rules.currency)) : '0');
  return {
    issued: String(sum('issued')),
    redeemed: String(sum('redeemed')),
    expired: String(sum('expired')),
    takenBack: String(sum('takenBack')),
    outstanding: String(outstanding),
    pending: String(from.pending),
    owed: String(from.owed),
    cost: cost(sum('issued') - sum('takenBack') - sum('expired')),
    outstandingCost: cost(outstanding),
    ordersThatEarn: from.ordersThatEarn,
    membersWithPoints: from.membersWithPoints,
    redemptionsTooDear: from.redemptionsTooDear,
  };
}

function tiersOf(tally: TallyState, draft: RuleBook, today: RuleBook | null): ReplayResult['tiers'] {
  const idsOf = (rules: RuleBook | null) => (rules?.programme.tiers.levels ?? []).map(({ id }) => id).reverse();
  const gone = idsOf(today).filter((id) => !idsOf(draft).includes(id));
  const count = (from: Side, rules: RuleBook | null, id: string) => (rules && (id === NO_TIER || idsOf(rules).includes(id)) ? (from.tiers[id] ?? 0) : null);
  return [...idsOf(draft), ...gone, NO_TIER].map((id) => ({
    tier: id === NO_TIER ? null : id,
    draft: count(tally.draft, draft, id),
    today: count(tally.today, today, id),
  }));
}

function rewardsOf(tally: TallyState, draft: RuleBook, today: RuleBook | null): ReplayResult['rewards'] {
  const of = (rules: RuleBook | null) => new Map((rules?.programme.rewards ?? []).map(({ id, points }) => [id, points]));
  const [then, now] = [of(draft), of(today)];
  return [...new Set([...then.keys(), ...now.keys()])].map((id) => ({
    id,
    points: { draft: then.get(id) ?? null, today: now.get(id) ?? null },
    affordable: {
      draft: then.has(id) ? (tally.draft.affordable[id] ?? 0) : null,
      today: now.has(id) ? (tally.today.affordable[id] ?? 0) : null,
    },
  }));
}
