import { pointsText } from './member-lines';
import type { Offer, Redeemed, Wish } from './told';
import type { Words } from './words';

export interface RewardLine {
  id: string;
  title: string;
  cost: string;
  /** What it is bound to. */
  terms: string[];
  /** Why it cannot be had now; `null`: it can. */
  whyNot: string | null;
  /** Of a reward that gives more for more points: each number of points that can be chosen, at most {@link CHOICES_MAX}. */
  choices: string[];
}

const CHOICES_MAX = 20;

/** A reward's name, or where the merchant gave it none what it is. */
export const rewardTitle = ({ name, kind, worth }: Pick<Offer, 'name' | 'worth'> & { kind: string | null; product?: string | null }, words: Words): string =>
  name || words(`reward.${kind ?? 'custom'}`, { worth: worth ?? '' }).trim();

/** A reward as it is shown to a shopper, or to staff who redeem it for one. */
export function rewardLine(offer: Offer, pointsName: string, words: Words): RewardLine {
  const say = (digits: string) => pointsText(words, digits, pointsName);
  const terms = [
    offer.minimumSpend === null ? null : words('reward.minimum', { amount: offer.minimumSpend }),
    offer.tiers.length === 0 ? null : words('reward.tiers', { tiers: offer.tiers.join(', ') }),
    offer.lastDay === null ? null : words('reward.lastDay', { date: offer.lastDay }),
    offer.validDays === null ? null : words('reward.validDays', {}, String(offer.validDays)),
  ];
  return {
    id: offer.id,
    title: rewardTitle(offer, words),
    cost: offer.maximumPoints === null ? say(offer.points) : words('reward.from', { points: say(offer.points) }),
    terms: terms.filter((term) => term !== null),
    whyNot: offer.why === null ? null : offer.why === 'too_few_points' ? words('why.too_few_points', { points: say(offer.missing) }) : whyNot(offer.why, words),
    choices: offer.why === null && offer.maximumPoints !== null ? stepsOf(BigInt(offer.points), BigInt(offer.maximumPoints)) : [],
  };
}

/** Whole steps, the highest always among them. */
function stepsOf(step: bigint, most: bigint): string[] {
  const count = most / step;
  const limit = BigInt(CHOICES_MAX);
  const stride = count <= limit ? BigInt(1) : (count + limit - BigInt(1)) / limit;
  const steps: string[] = [];
  for (let n = stride; n < count; n += stride) steps.push(String(n * step));
  return count > BigInt(0) ? [...steps, String(count * step)] : [];
}

/** Why somebody does not get a reward, in words. */
const whyNot = (code: string, words: Words): string => words(`why.${code}`, { points: '' }) || words('why.other');

/** What can be typed in at the checkout or the till; `null`: nothing, or not any more. */
export const codeOf = ({ state, code }: Pick<Redeemed, 'state' | 'code'>): string | null => (state === 'ready' ? code : null);

export interface RedeemedLine {
  id: string;
  title: string;
  state: string;
  code: string | null;
  isCard: boolean;
  detail: string;
}

/** What was redeemed, as it is shown. */
export function redeemedLine(one: Redeemed, words: Words): RedeemedLine {
  const lasts = one.lastDay !== null && one.state === 'ready' ? words('redeemed.lastDay', { date: one.lastDay }) : '';
  return {
    id: one.id,
    title: rewardTitle(one, words),
    state: words(`state.${one.state}`),
    code: codeOf(one),
    isCard: one.isCard,
    detail: [one.date, lasts].filter(Boolean).join(' · '),
  };
}

/** What became of a wish, in a sentence. */
export function wishText(answer: Wish, words: Words): string {
  if (answer.outcome === 'refused') return whyNot(answer.why, words);
  const { redeemed } = answer;
  const code = codeOf(redeemed);
  if (code !== null) return redeemed.isCard ? words('rewards.card', { code }) : `${words('rewards.code', { code })} ${words('rewards.codeHint')}`;
  const said: Record<string, string> = { refused: 'rewards.refused', waiting: 'rewards.handOver', given: 'rewards.credited' };
  return words(said[redeemed.state] ?? 'rewards.later');
}
