import type { Member } from './told';
import type { Words } from './words';

/** What stands of a member in a card: what they have in one line, and below it what else is worth knowing. */
export interface MemberLines {
  points: string;
  tier: string | null;
  /** Hundredths of the way to the next tier. */
  done: number | null;
  notes: string[];
}

const isZero = (digits: string) => /^0*$/.test(digits);

/** Points with what the shop calls them; where that is simply points, in our own words, which have a singular. */
export const pointsText = (words: Words, digits: string, pointsName: string): string =>
  pointsName && pointsName !== words('points.name') ? `${words.number(digits)} ${pointsName}` : words('points', {}, digits);

export function memberLines({ pointsName, points, pending, owed, tier, next, expiring }: Member, words: Words): MemberLines {
  const say = (digits: string) => pointsText(words, digits, pointsName);
  const [first] = expiring;
  const missing = next && (next.basis === 'spend' ? next.missing : next.basis === 'orders' ? words('orders', {}, next.missing) : say(next.missing));
  const notes = [
    isZero(pending) ? null : words('member.pending', { points: say(pending) }),
    isZero(owed) ? null : words('member.owed', { points: say(owed) }),
    next && missing ? words(`member.next.${next.basis}`, { missing, tier: next.name }) : null,
    tier?.until ? words('member.until', { tier: tier.name, date: tier.until }) : null,
    first ? words('member.expiring', { points: say(first.points), date: first.lastDay }) : null,
  ];
  return { points: say(points), tier: tier?.name ?? null, done: next?.done ?? null, notes: notes.filter((note) => note !== null) };
}
