import { describe, expect, it } from 'vitest';
import type { ContactAddress, CustomerContact } from './model';
import { identityKeys } from './identity-keys';

const address = (more: Partial<ContactAddress>): ContactAddress => ({
  name: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  province: null,
  zip: null,
  countryCode: 'DE',
  phone: null,
  isDefault: true,
  ...more,
});
const contact = (more: Partial<CustomerContact>): CustomerContact => ({
  firstName: null,
  lastName: null,
  emails: [],
  phones: [],
  addresses: [],
  note: null,
  ...more,
});
const shared = (one: Partial<CustomerContact>, other: Partial<CustomerContact>, country: string | null = null) => {
  const texts = new Set(identityKeys(contact(other), country).map((key) => key.text));
  return identityKeys(contact(one), country)
    .filter((key) => texts.has(key.text))
    .map((key) => key.kind);
};

describe('two records have in common', () => {
  it.each<[string, Partial<CustomerContact>, Partial<CustomerContact>, string[]]>([
    ['an e-mail in another case', { emails: ['Ann@Shop.test'] }, { emails: [' ann@shop.test'] }, ['same_email', 'same_mailbox']],
    ['a mailbox with a tag', { emails: ['ann+tea@shop.test'] }, { emails: ['ann@shop.test'] }, ['same_mailbox']],
    ['a mailbox with dots', { emails: ['a.n.n@gmail.com'] }, { emails: ['ann@googlemail.com'] }, ['same_mailbox']],
    ['no mailbox where dots count', { emails: ['a.nn@shop.test'] }, { emails: ['ann@shop.test'] }, []],
    ['a phone in two notations', { phones: ['0151 5550 1234'] }, { phones: ['+49 (151) 55501234'] }, ['same_phone']],
    ['no phone that only begins alike', { phones: ['+4915155501234'] }, { phones: ['+49151555012345'] }, []],
    [
      'a name in either order with the end of a phone',
      { firstName: 'José', lastName: 'Núñez', phones: ['5550123'] },
      { firstName: 'Nunez', lastName: 'Jose', phones: ['+1 212 555 0123'] },
      ['name_and_phone_end'],
    ],
    [
      'a Chinese name written together or apart',
      { firstName: '雷', lastName: '李', phones: ['1380013'] },
      { lastName: '李雷', phones: ['+86 138 0138 0013'] },
      ['name_and_phone_end'],
    ],
    [
      'a name and an address',
      { firstName: 'Ann', lastName: 'Lee', addresses: [address({ address1: 'Long Lane 1', zip: 'LS1 2AB' })] },
      { firstName: 'ann', lastName: 'LEE', addresses: [address({ address1: 'Long-Lane 1', zip: 'ls12ab' })] },
      ['name_and_address'],
    ],
    [
      'nothing by a first name alone',
      { firstName: 'Ann', addresses: [address({ address1: 'Long Lane 1', zip: '1' })] },
      { firstName: 'Ann', addresses: [address({ address1: 'Long Lane 1', zip: '1' })] },
      [],
    ],
  ])('%s', (_what, one, other, kinds) => {
    expect(shared(one, other, 'DE').filter((kind, place, all) => kind !== 'same_phone' || all.indexOf(kind) === place)).toEqual(kinds);
  });
});
