import { formatMoney } from '../../shared/money';
import { nameIn } from '../../shared/names';
import type { Names, OrderPoints, Redeemed, RewardOffer, ShopperHistory, ShopperPurse, ShopperView, WishAnswer } from './model';

/** How a door tells somebody: their language as the storefront calls it. Everything is text then, or yes and no. */
export interface Teller {
  name(names: Names, otherwise?: string): string;
  money(minor: bigint): string;
  /** A day of the shop's calendar. */
  day(lastDay: string): string;
  date(at: Date): string;
  /** Points that come or go: `+45`, `-1,200`. */
  change(points: bigint): string;
}

/** @param locale a language that is not one is English */
export function tellerFor(locale: string, { currency, zone }: Pick<ShopperView, 'currency' | 'zone'>): Teller {
  const [known = 'en'] = supported(locale);
  const dates = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: zone });
  const days = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' });
  const changes = new Intl.NumberFormat(known, { signDisplay: 'exceptZero' });
  return {
    name: (names, otherwise = '') => nameIn(names, known, otherwise),
    money: (minor) => formatMoney(minor, currency, known),
    day: (lastDay) => days.format(new Date(`${lastDay}T00:00:00Z`)),
    date: (at) => dates.format(at),
    change: (points) => changes.format(points),
  };
}

function supported(locale: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale);
  } catch {
    return [];
  }
}

const worth = ({ amount, percent, kind }: Pick<Redeemed, 'amount' | 'percent'> & { kind: string | null }, to: Teller): string | null =>
  kind === 'percent_off' ? percent && `${percent}%` : amount === null ? null : to.money(amount);

export interface ToldOffer {
  id: string;
  kind: RewardOffer['kind'];
  /** Empty where the merchant gave it none: then `kind`, `worth` and `product` say what it is. */
  name: string;
  /** `$10.00`, `15%`. */
  worth: string | null;
  product: string | null;
  points: string;
  minimumSpend: string | null;
  maximumPoints: string | null;
  lastDay: string | null;
  validDays: number | null;
  tiers: string[];
  why: RewardOffer['why'];
  missing: string;
}
const tellOffer = (offer: RewardOffer, to: Teller): ToldOffer => ({
  ...{ id: offer.id, kind: offer.kind, product: offer.product, validDays: offer.validDays, why: offer.why },
  name: to.name(offer.names),
  worth: worth(offer, to),
  points: String(offer.points),
  minimumSpend: offer.minimumSpend === null ? null : to.money(offer.minimumSpend),
  maximumPoints: offer.maximumPoints === null ? null : String(offer.maximumPoints),
  lastDay: offer.lastDay && to.day(offer.lastDay),
  tiers: offer.tiers.map(({ id, names }) => to.name(names, id)),
  missing: String(offer.missing),
});

export interface ToldRedeemed {
  id: string;
  reward: string;
  kind: Redeemed['kind'];
  name: string;
  worth: string | null;
  points: string;
  returned: string;
  state: Redeemed['state'];
  code: string | null;
  isCard: boolean;
  lastDay: string | null;
  /** It waits to be used, and has a last day. */
  canEnd: boolean;
  date: string;
}
/** What was redeemed, as text. */
export const tellRedeemed = (one: Redeemed, to: Teller): ToldRedeemed => ({
  ...{ id: String(one.id), reward: one.reward, kind: one.kind, state: one.state, code: one.code, isCard: one.isCard },
  name: to.name(one.names),
  worth: worth(one, to),
  points: String(one.points),
  returned: String(one.returned),
  lastDay: one.lastDay && to.day(one.lastDay),
  canEnd: one.state === 'ready' && one.lastDay !== null,
  date: to.date(one.at),
});

/** A shopper's view as text in their language: what the app proxy and the customer account get. */
export function tellShopper(view: ShopperView, locale: string) {
  const to = tellerFor(locale, view);
  return {
    pointsName: to.name(view.pointsName),
    points: String(view.points),
    pending: String(view.pending),
    owed: String(view.owed),
    tier: view.tier && { id: view.tier.id, name: to.name(view.tier.names, view.tier.id), until: view.tier.until && to.date(view.tier.until) },
    next: view.next && {
      ...{ id: view.next.id, name: to.name(view.next.names, view.next.id), basis: view.next.basis },
      entry: String(view.next.entry),
      missing: view.next.basis === 'spend' ? to.money(view.next.missing) : String(view.next.missing),
      /** How much of the way is done, in hundredths. */
      done: view.next.entry === 0n ? 100 : Number(((view.next.entry - view.next.missing) * 100n) / view.next.entry),
    },
    rewards: view.rewards.map((offer) => tellOffer(offer, to)),
    redeemed: view.redeemed.map((one) => tellRedeemed(one, to)),
    expiring: view.expiring.map(({ points, lastDay }) => ({ points: String(points), lastDay: to.day(lastDay) })),
  };
}

/** What became of a wish, as text; `points` are those that are left. */
export function tellWish(answer: WishAnswer, purse: ShopperPurse, locale: string) {
  const points = String(purse.points);
  return answer.outcome === 'refused'
    ? { ...answer, points }
    : { outcome: answer.outcome, redeemed: tellRedeemed(answer.redeemed, tellerFor(locale, purse)), points };
}

/** A page of history as text. `next` is what to ask the next page with. */
export function tellHistory(history: ShopperHistory, locale: string) {
  const to = tellerFor(locale, history);
  const { movements, next } = history;
  return {
    movements: movements.map(({ id, at, reason, points, isPending, orderName, names, reward }) => ({
      ...{ id: String(id), reason, isPending, orderName },
      date: to.date(at),
      points: String(points),
      change: to.change(points),
      name: to.name(names) || (reward && worth(reward, to)) || '',
    })),
    next: next === null ? null : String(next),
  };
}

/** What an order has brought, as text. */
export function tellOrderPoints(order: OrderPoints, locale: string) {
  const to = tellerFor(locale, order);
  return {
    state: order.state,
    pointsName: to.name(order.pointsName),
    points: String(order.points),
    availableOn: order.availableAt && to.date(order.availableAt),
  };
}
