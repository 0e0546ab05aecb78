import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js';
import type { Address } from '../state/model.ts';
import type { FormState } from './page.ts';
import { themeText } from './theme-texts.ts';
import type { Visit } from './visit.ts';

const countryCodes = [
  'AE',
  'AT',
  'AU',
  'BE',
  'BR',
  'CA',
  'CH',
  'CN',
  'CZ',
  'DE',
  'DK',
  'EG',
  'ES',
  'FI',
  'FR',
  'GB',
  'GR',
  'HK',
  'IE',
  'IL',
  'IN',
  'IS',
  'IT',
  'JP',
  'KR',
  'KW',
  'MO',
  'MX',
  'MY',
  'NL',
  'NO',
  'NZ',
  'PH',
  'PL',
  'PT',
  'RU',
  'SA',
  'SE',
  'SG',
  'TH',
  'TR',
  'TW',
  'UA',
  'US',
  'VN',
  'ZA',
];

/** The countries to choose from, in the reader's language and order. */
export function countryOptions(visit: Visit, chosen: string): { code: string; name: string; selected: boolean }[] {
  const names = new Intl.DisplayNames(visit.locale, { type: 'region' });
  const codes = new Set([...countryCodes, visit.store.country]);
  return [...codes]
    .map((code) => ({ code, name: names.of(code) ?? code, selected: code === chosen }))
    .sort((a, b) => a.name.localeCompare(b.name, visit.locale));
}

const fields = ['first_name', 'last_name', 'company', 'address1', 'address2', 'city', 'province', 'zip', 'country', 'phone'] as const;
const required = ['last_name', 'address1', 'city', 'country'] as const;
const lengthMax = 120;
/** Countries whose addresses have no postal code. */
const withoutZip = new Set(['AE', 'HK', 'MO', 'IE']);

/** A phone number in E.164, or null when it is none; without a country prefix it is read as a number of `country`. */
export function parsePhone(text: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(text, isSupportedCountry(country) ? country : undefined);
  return parsed?.isPossible() ? parsed.number : null;
}

/** What was typed, so that a refused form shows it again. */
export const typed = (form: URLSearchParams, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, form.get(name)?.trim() ?? '']));

/** Reads an address; `errors` is empty when it is complete. */
export function readAddress(visit: Visit, form: URLSearchParams): { address: Omit<Address, 'id'>; errors: FormState['errors']; values: FormState['values'] } {
  const values = typed(form, fields);
  const errors: Record<string, string> = {};
  const field = (name: (typeof fields)[number]): string | null => values[name] || null;
  for (const name of required) if (!field(name)) errors[name] = themeText(visit, `errors.${name}`);
  if (!field('zip') && !withoutZip.has(values.country ?? '')) errors.zip = themeText(visit, 'errors.zip');
  for (const name of fields) if ((values[name]?.length ?? 0) > lengthMax) errors[name] = themeText(visit, 'errors.too_long', { count: lengthMax });
  const country = /^[A-Z]{2}$/.test(values.country ?? '') ? (values.country ?? null) : null;
  if (!country) errors.country = themeText(visit, 'errors.country');
  const phone = values.phone ? parsePhone(values.phone, country ?? visit.store.country) : null;
  if (values.phone && !phone) errors.phone = themeText(visit, 'errors.phone');
  const address = {
    firstName: field('first_name'),
    lastName: field('last_name'),
    company: field('company'),
    address1: field('address1'),
    address2: field('address2'),
    city: field('city'),
    province: field('province'),
    provinceCode: null,
    zip: field('zip'),
    countryCode: country,
    country: country && (new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country),
    phone,
  };
  return { address, errors, values };
}

/** An address as the values of its form. */
export const addressValues = (address: Omit<Address, 'id'>): Record<string, string> => ({
  first_name: address.firstName ?? '',
  last_name: address.lastName ?? '',
  company: address.company ?? '',
  address1: address.address1 ?? '',
  address2: address.address2 ?? '',
  city: address.city ?? '',
  province: address.province ?? '',
  zip: address.zip ?? '',
  country: address.countryCode ?? '',
  phone: address.phone ?? '',
});

/** An e-mail address in lower case, or null when it is none. */
export function parseEmail(text: string | null): string | null {
  const email = text?.trim().toLowerCase() ?? '';
  return email.length <= 254 && /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(email) ? email : null;
}
