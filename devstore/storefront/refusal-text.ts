import { themeText } from './theme-texts.ts';
import type { Visit } from './visit.ts';

/** The operations give their reasons in English; the theme has each in every language. */
const reasons: readonly [RegExp, string][] = [
  [/valid discount code/, 'refusals.unknown_code'],
  [/valid gift card/, 'refusals.unknown_card'],
  [/not started/, 'refusals.not_started'],
  [/discount has expired/, 'refusals.expired'],
  [/usage limit/, 'refusals.used_up'],
  [/not available to this customer/, 'refusals.not_yours'],
  [/only once per customer/, 'refusals.once'],
  [/^Spend at least (?<amount>.+) to use/, 'refusals.minimum'],
  [/does not apply to the items/, 'refusals.items'],
  [/cannot be combined/, 'refusals.combined'],
  [/gift card is disabled/, 'refusals.card_disabled'],
  [/gift card has expired/, 'refusals.card_expired'],
  [/gift card is empty/, 'refusals.card_empty'],
];

/** Why a code did not apply, in the reader's language; as the operations said it when the theme has no such text. */
export function refusalText(visit: Pick<Visit, 'locale'>, reason: string): string {
  for (const [pattern, key] of reasons) {
    const match = pattern.exec(reason);
    if (match) return themeText(visit, key, match.groups);
  }
  return reason;
}
