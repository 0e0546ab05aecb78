import type { Address } from '../../state/model.ts';

export interface AddressInput {
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  provinceCode?: string | null;
  province?: string | null;
  zip?: string | null;
  countryCode?: string | null;
  country?: string | null;
  phone?: string | null;
}
const countryName = (code: string | null | undefined) => (code ? (new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code) : null);

/** An address as the app gives it, as a document has it. */
export const addressOf = (input: AddressInput): Omit<Address, 'id'> => ({
  firstName: input.firstName ?? null,
  lastName: input.lastName ?? null,
  company: input.company ?? null,
  address1: input.address1 ?? null,
  address2: input.address2 ?? null,
  city: input.city ?? null,
  province: input.province ?? input.provinceCode ?? null,
  provinceCode: input.provinceCode ?? null,
  zip: input.zip ?? null,
  country: input.country ?? countryName(input.countryCode),
  countryCode: input.countryCode ?? null,
  phone: input.phone ?? null,
});
