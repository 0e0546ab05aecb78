import type { MarketingConsent } from './model';

/** Consent to one channel as a customer's row holds it. */
export interface HeldConsent {
  state: string | null;
  optIn: string | null;
  at: Date | null;
}

/** Newest wins by the consent's own time. One without a time was never given or taken: it only fills a gap. @returns `null` when nothing changes. */
export function newerConsent(held: HeldConsent, given: MarketingConsent | null | undefined): HeldConsent | null {
  if (!given) return null;
  const next = { state: given.state, optIn: given.optInLevel, at: given.updatedAt };
  const counts = given.updatedAt === null ? held.state === null : held.at === null || given.updatedAt >= held.at;
  const differs = held.state !== next.state || held.optIn !== next.optIn || held.at?.getTime() !== next.at?.getTime();
  return counts && differs ? next : null;
}

const STRICTNESS = ['subscribed', 'pending', 'invalid', 'not_subscribed', 'unsubscribed', 'redacted'];

/**
 * Of two persons who turn out to be one: the stricter of the wishes they have expressed. "Never asked" (no time) is no wish.
 */
export function stricterConsent(one: HeldConsent, other: HeldConsent): HeldConsent {
  if (one.state === null || other.state === null) return one.state === null ? other : one;
  if ((one.at === null) !== (other.at === null)) return one.at === null ? other : one;
  return STRICTNESS.indexOf(other.state) > STRICTNESS.indexOf(one.state) ? other : one;
}

/**
 * What holds for somebody into whom others were merged: of all wishes the stricter. Only a wish that they themselves expressed
 * after a merge, later than anything the other side has said, stands alone; one of the side that was merged away never loosens.
 */
export function consentAfterMerges(own: HeldConsent, merged: readonly { consent: HeldConsent; mergedAt: Date }[]): HeldConsent {
  const overridden = ({ consent, mergedAt }: { consent: HeldConsent; mergedAt: Date }) =>
    own.at !== null && own.at > mergedAt && (consent.at === null || consent.at <= own.at);
  return merged.filter((one) => !overridden(one)).reduce((held, { consent }) => stricterConsent(held, consent), own);
}
