import type { Address, Customer } from '../../state/model.ts';
import { exact, type WireObject } from '../wire.ts';

export const fullName = (one: Pick<Address, 'firstName' | 'lastName'>): string => [one.firstName, one.lastName].filter(Boolean).join(' ');

/** An address of an order: it has coordinates and no id. */
export const orderAddress = (address: Address | null): WireObject | null =>
  address && {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: fullName(address),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };

/** An address in a customer's address book. */
export const customerAddress = (address: Address, customer: Customer): WireObject => ({
  id: exact(address.id),
  customer_id: exact(customer.id),
  first_name: address.firstName,
  last_name: address.lastName,
  company: address.company,
  address1: address.address1,
  address2: address.address2,
  city: address.city,
  province: address.province,
  country: address.country,
  zip: address.zip,
  phone: address.phone,
  name: fullName(address),
  province_code: address.provinceCode,
  country_code: address.countryCode,
  country_name: address.country,
  default: address.id === customer.defaultAddressId,
});
