import { StoreError } from '../errors.ts';
import type { Consent, Customer } from '../model.ts';
import type { Id } from '../model/values.ts';
import type { Unit } from '../unit.ts';
import { saveCustomer, takeCustomer } from './customers.ts';

type Given = Pick<Consent, 'state' | 'optInLevel'>;
/** The states that only the platform itself sets. */
const reserved: Consent['state'][] = ['NOT_SUBSCRIBED', 'REDACTED', 'INVALID'];

function next(unit: Unit, given: Given): Consent {
  if (reserved.includes(given.state)) throw new StoreError(`Marketing state ${given.state} cannot be set.`, 'marketingState');
  return { state: given.state, optInLevel: given.optInLevel ?? 'SINGLE_OPT_IN', updatedAt: unit.now };
}

export const setEmailConsent = async (unit: Unit, id: Id, consent: Given): Promise<Customer> => {
  const before = await takeCustomer(unit, id);
  if (!before.email) throw new StoreError('An email address is required to set the email marketing consent state.', 'email');
  const customer = await saveCustomer(unit, { ...before, emailConsent: next(unit, consent) });
  unit.emit('customers_email_marketing_consent/update', 'customer', id, { customer });
  return customer;
};

export const setSmsConsent = async (unit: Unit, id: Id, consent: Given): Promise<Customer> => {
  const before = await takeCustomer(unit, id);
  if (!before.phone) throw new StoreError('A phone number is required to set the SMS consent state.', 'phone');
  const customer = await saveCustomer(unit, { ...before, smsConsent: next(unit, consent) });
  unit.emit('customers_marketing_consent/update', 'customer', id, { customer });
  return customer;
};
