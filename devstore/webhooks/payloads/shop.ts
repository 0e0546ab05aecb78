import type { Store } from '../../state/model.ts';
import { exact, gid, type WireObject } from '../wire.ts';
import type { Serializer } from './documents.ts';
import { LOCATION_ID } from './places.ts';
import { localTime } from './time.ts';

const PLANS: Record<Store['plan'], { name: string; display: string }> = {
  basic: { name: 'basic', display: 'Basic' },
  shopify: { name: 'professional', display: 'Grow' },
  advanced: { name: 'unlimited', display: 'Advanced' },
  shopify_plus: { name: 'shopify_plus', display: 'Shopify Plus' },
};
const countryName = (code: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;

function moneyFormats(currency: string): WireObject {
  const symbol =
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find((part) => part.type === 'currency')
      ?.value ?? currency;
  const plain = `${symbol}{{amount}}`;
  return {
    money_format: plain,
    money_with_currency_format: `${plain} ${currency}`,
    money_in_emails_format: plain,
    money_with_currency_in_emails_format: `${plain} ${currency}`,
  };
}

/** `shop/update` and `app/uninstalled`: both are the shop as it stands. */
export const shopPayload: Serializer<'shop/update'> = ({ payload: { store }, occurredAt }) => {
  return {
    id: exact(store.id),
    name: store.name,
    email: store.email,
    domain: store.domain,
    province: '',
    country: store.country,
    address1: '',
    zip: '',
    city: '',
    source: null,
    phone: '',
    latitude: null,
    longitude: null,
    primary_locale: store.locale,
    address2: null,
    created_at: localTime(store.createdAt, store),
    updated_at: localTime(occurredAt, store),
    country_code: store.country,
    country_name: countryName(store.country),
    currency: store.currency,
    customer_email: store.email,
    timezone: `(${zoneOffset(store.timezone, occurredAt)}) ${store.timezone}`,
    iana_timezone: store.timezone,
    shop_owner: store.name,
    ...moneyFormats(store.currency),
    weight_unit: 'kg',
    province_code: '',
    taxes_included: store.taxesIncluded,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: true,
    plan_display_name: PLANS[store.plan].display,
    plan_name: PLANS[store.plan].name,
    has_discounts: true,
    has_gift_cards: true,
    myshopify_domain: store.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: exact(LOCATION_ID),
    checkout_api_supported: true,
    multi_location_enabled: true,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [store.currency, ...store.presentmentCurrencies.map((one) => one.currency)],
    marketing_sms_consent_enabled_at_checkout: false,
    transactional_sms_disabled: false,
  };
};

const zoneOffset = (zone: string, at: string): string => `GMT${localTime(at, { timezone: zone }).slice(-6)}`;

/** `app/scopes_update`. */
export const scopesUpdated: Serializer<'app/scopes_update'> = ({ store, payload, occurredAt }) => ({
  id: exact(store.id),
  shop_id: gid('Shop', store.id),
  previous: payload.previous,
  current: payload.current,
  updated_at: occurredAt,
});
