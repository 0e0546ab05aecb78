import type { Consent, Customer } from '../../state/model.ts';
import type { Api } from '../api.ts';

/** The word for somebody who was never asked differs between the old enum and the new one. */
const newState = (state: Consent['state']) => (state === 'NOT_SUBSCRIBED' ? 'NEVER_SUBSCRIBED' : state === 'INVALID' ? 'UNSUBSCRIBED' : state);

export function emailAddress(customer: Customer, api: Api) {
  const { email, emailConsent: consent } = customer;
  if (email === null) return null;
  return {
    __typename: 'CustomerEmailAddress',
    emailAddress: email,
    validFormat: true,
    sourceLocation: null,
    marketingState: consent.state === 'REDACTED' ? 'INVALID' : consent.state,
    marketingOptInLevel: consent.optInLevel,
    marketingUpdatedAt: consent.updatedAt,
    marketingUnsubscribeUrl: `https://${api.domain}/account/unsubscribe/${customer.id}`,
    openTrackingLevel: 'UNKNOWN',
    openTrackingUrl: `https://${api.domain}/tools/emails/open/${customer.id}`,
  };
}

export function phoneNumber(customer: Customer) {
  const { phone, smsConsent: consent } = customer;
  if (phone === null) return null;
  const state = consent.state === 'INVALID' ? 'UNSUBSCRIBED' : consent.state;
  return {
    __typename: 'CustomerPhoneNumber',
    phoneNumber: phone,
    sourceLocation: null,
    marketingState: state,
    marketingOptInLevel: consent.optInLevel,
    marketingUpdatedAt: consent.updatedAt,
    marketingCollectedFrom: consent.updatedAt ? 'SHOPIFY' : null,
    smsMarketingConsent: {
      __typename: 'CustomerSmsMarketingConsent',
      state: newState(consent.state),
      optInLevel: consent.optInLevel,
      updatedAt: consent.updatedAt,
      collectedFrom: consent.updatedAt ? 'SHOPIFY' : null,
      sourceLocation: null,
    },
    whatsAppMarketingConsent: {
      __typename: 'CustomerWhatsAppMarketingConsent',
      state: 'NEVER_SUBSCRIBED',
      optInLevel: null,
      updatedAt: null,
      collectedFrom: null,
      sourceLocation: null,
    },
  };
}

export const emailConsent = (consent: Consent) => ({
  __typename: 'CustomerEmailMarketingConsentState',
  marketingState: consent.state,
  marketingOptInLevel: consent.optInLevel,
  consentUpdatedAt: consent.updatedAt,
  sourceLocation: null,
});
export const smsConsent = (consent: Consent) => ({
  __typename: 'CustomerSmsMarketingConsentState',
  marketingState: consent.state === 'INVALID' ? 'UNSUBSCRIBED' : consent.state,
  marketingOptInLevel: consent.optInLevel ?? 'UNKNOWN',
  consentUpdatedAt: consent.updatedAt,
  consentCollectedFrom: consent.updatedAt ? 'SHOPIFY' : null,
  sourceLocation: null,
});
