export const CONSENT_STATES = ['subscribed', 'not_subscribed', 'pending', 'unsubscribed', 'redacted', 'invalid'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number] | 'none';

/** The store's word for a consent as one that we have words for. */
export function consentState(text: string | null | undefined): ConsentState {
  return CONSENT_STATES.find((state) => state === text?.toLowerCase()) ?? 'none';
}
