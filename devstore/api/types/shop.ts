import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { currencyDigits } from '../../state/money.ts';
import { listConnection } from '../connection.ts';
import type { PageArgs } from '../page-args.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';

const planNames = { basic: 'Basic', shopify: 'Shopify', advanced: 'Advanced', shopify_plus: 'Shopify Plus' } as const;
const imperial = new Set(['US', 'LR', 'MM']);
const words = (type: 'region' | 'currency', code: string) => new Intl.DisplayNames('en', { type }).of(code) ?? code;

/** Minutes the zone is ahead of UTC at that moment. */
function zoneOffsetMinutes(zone: string, at: Date): number {
  const name =
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ??
    'GMT';
  const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
  return match?.[1] ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}
const zoneName = (zone: string, at: Date) =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';

export class Shop {
  readonly __typename = 'Shop';
  constructor(private readonly api: Api) {}
  private get doc() {
    return this.api.store;
  }
  get id() {
    return gid('Shop', this.doc.id);
  }
  get name() {
    return this.doc.name;
  }
  get email() {
    return this.doc.email;
  }
  get contactEmail() {
    return this.doc.email;
  }
  get description() {
    return null;
  }
  get shopOwnerName() {
    return this.doc.name;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.createdAt;
  }
  get myshopifyDomain() {
    return this.doc.domain;
  }
  get url() {
    return `https://${this.doc.domain}`;
  }
  get primaryDomain() {
    return { __typename: 'Domain', id: gid('Domain', this.doc.id), host: this.doc.domain, url: this.url, sslEnabled: true, localization: null };
  }
  get domains() {
    return [this.primaryDomain];
  }
  get currencyCode() {
    return this.doc.currency;
  }
  get enabledPresentmentCurrencies() {
    return [this.doc.currency, ...this.doc.presentmentCurrencies.map((one) => one.currency)];
  }
  currencySettings(args: PageArgs) {
    return listConnection(this.api, this.enabledPresentmentCurrencies, args, (currencyCode) => ({
      __typename: 'CurrencySetting',
      currencyCode,
      currencyName: words('currency', currencyCode),
      enabled: true,
      manualRate: this.doc.presentmentCurrencies.find((one) => one.currency === currencyCode)?.rate ?? null,
      rateUpdatedAt: null,
    }));
  }
  get currencyFormats() {
    const amount = currencyDigits(this.doc.currency) === 0 ? '{{amount_no_decimals}}' : '{{amount}}';
    const sign =
      new Intl.NumberFormat('en', { style: 'currency', currency: this.doc.currency, currencyDisplay: 'narrowSymbol' })
        .formatToParts(0)
        .find((part) => part.type === 'currency')?.value ?? '';
    const [plain, withCode] = [`${sign}${amount}`, `${sign}${amount} ${this.doc.currency}`];
    return {
      __typename: 'CurrencyFormats',
      moneyFormat: plain,
      moneyInEmailsFormat: plain,
      moneyWithCurrencyFormat: withCode,
      moneyWithCurrencyInEmailsFormat: withCode,
    };
  }
  get ianaTimezone() {
    return this.doc.timezone;
  }
  get timezoneOffsetMinutes() {
    return zoneOffsetMinutes(this.doc.timezone, this.api.now);
  }
  get timezoneOffset() {
    const minutes = Math.abs(this.timezoneOffsetMinutes);
    return `${this.timezoneOffsetMinutes < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  }
  get timezoneAbbreviation() {
    return zoneName(this.doc.timezone, this.api.now);
  }
  get unitSystem() {
    return imperial.has(this.doc.country) ? 'IMPERIAL_SYSTEM' : 'METRIC_SYSTEM';
  }
  get weightUnit() {
    return imperial.has(this.doc.country) ? 'POUNDS' : 'KILOGRAMS';
  }
  get taxesIncluded() {
    return this.doc.taxesIncluded;
  }
  get taxShipping() {
    return this.doc.taxRateBps > 0;
  }
  get orderNumberFormatPrefix() {
    return '#';
  }
  get orderNumberFormatSuffix() {
    return '';
  }
  get setupRequired() {
    return false;
  }
  get checkoutApiSupported() {
    return true;
  }
  get customerAccounts() {
    return 'OPTIONAL';
  }
  get marketingSmsConsentEnabledAtCheckout() {
    return true;
  }
  get transactionalSmsDisabled() {
    return false;
  }
  get shipsToCountries() {
    return [this.doc.country];
  }
  get alerts() {
    return [];
  }
  get plan() {
    const name = planNames[this.doc.plan];
    return { __typename: 'ShopPlan', publicDisplayName: name, displayName: name, partnerDevelopment: false, shopifyPlus: this.doc.plan === 'shopify_plus' };
  }
  get shopAddress() {
    return {
      __typename: 'ShopAddress',
      id: gid('ShopAddress', this.doc.id),
      countryCodeV2: this.doc.country,
      countryCode: this.doc.country,
      country: words('region', this.doc.country),
      address1: null,
      address2: null,
      city: null,
      company: this.doc.name,
      coordinatesValidated: false,
      firstName: null,
      lastName: null,
      name: null,
      formatted: () => [this.doc.name, words('region', this.doc.country)],
      formattedArea: words('region', this.doc.country),
      latitude: null,
      longitude: null,
      phone: null,
      province: null,
      provinceCode: null,
      zip: null,
    };
  }
  get billingAddress() {
    return this.shopAddress;
  }
  metafield(args: MetafieldArgs) {
    return metafieldOf(this.api, 'SHOP', this.doc.id, args, this);
  }
  metafields(args: MetafieldsArgs) {
    return metafieldsOf(this.api, 'SHOP', this.doc.id, args, this);
  }
}
