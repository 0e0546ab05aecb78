import type { Customer } from '../../state/model.ts';

/** What a customer is called in lists: the name, else the address, else the number. */
export const customerName = (customer: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'>): string =>
  [customer.firstName, customer.lastName].filter(Boolean).join(' ') || customer.email || customer.phone || `Customer ${customer.id}`;

/** Tags as they are typed, separated by commas. */
export const splitTags = (text: string | null): string[] =>
  (text ?? '')
    .split(/[,，、]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
export const orNull = (text: string | null): string | null => text?.trim() || null;
