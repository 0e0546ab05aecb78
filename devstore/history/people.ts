import type { Address, Consent, Customer, Store } from '../state/model.ts';
import type { Id } from '../state/model/values.ts';
import { iso } from './calendar.ts';
import { customerNotes, customerTags, namePools, type NamePool } from './data/names.ts';
import { places, type Place } from './data/places.ts';
import type { Source } from './random.ts';

const DAY = 86_400_000;
export interface Person {
  firstName: string;
  lastName: string;
  latin: string;
  locale: string;
  place: Place;
  address: Address;
}

/** How likely each place is for a shop: its own country comes first whatever its size. */
export function placeWeights(store: Store): number[] {
  return places.map((place) => (place.countryCode === store.country ? Math.max(place.share, 46) : place.share));
}

/** Hands out the numbers of each country's reserved range, each once. */
export class Phones {
  private readonly used = new Map<string, number>();
  next(place: Place): string | null {
    const index = this.used.get(place.countryCode) ?? 0;
    this.used.set(place.countryCode, index + 1);
    return place.phone(index);
  }
}

/** "伟:wei" is written 伟 and spelt wei; a Latin name is spelt without its accents. */
function spell(entry: string): { written: string; latin: string } {
  const [written = '', latin] = entry.split(':');
  const plain =
    latin ??
    written
      .replaceAll('ß', 'ss')
      .replaceAll('ø', 'o')
      .normalize('NFD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase();
  return { written, latin: plain };
}

export function drawPerson(source: Source, weights: readonly number[], takeId: () => Id): Person {
  const place = places[source.weighted(weights)];
  if (!place) throw new RangeError('There is no place to live.');
  const names: NamePool = namePools[source.pick(place.names)];
  const [given, family] = [spell(source.pick(names.given)), spell(source.pick(names.family))];
  const { city, province, provinceCode, zip } = source.pick(place.cities);
  const address: Address = {
    id: takeId(),
    firstName: given.written,
    lastName: family.written,
    company: source.chance(0.04) ? `${family.written} & Co.` : null,
    address1: `${source.integer(1, 240)} ${source.pick(place.streets)}`,
    address2: source.chance(0.15) ? `#${source.integer(1, 40)}` : null,
    city,
    province,
    provinceCode,
    zip: zip || null,
    country: place.country,
    countryCode: place.countryCode,
    phone: null,
  };
  return { firstName: given.written, lastName: family.written, latin: `${given.latin}.${family.latin}`, locale: names.locale, place, address };
}

const domains = ['example.com', 'example.org', 'example.net'];
export const emailOf = (source: Source, person: Person, number: string): string => `${person.latin}.${number}@${source.pick(domains)}`;

function emailConsent(source: Source, joined: number, until: number): Consent {
  const draw = source.uniform();
  if (draw < 0.4) return { state: 'SUBSCRIBED', optInLevel: draw < 0.1 ? 'CONFIRMED_OPT_IN' : 'SINGLE_OPT_IN', updatedAt: iso(joined) };
  if (draw < 0.48) return { state: 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: iso(Math.min(until, joined + source.integer(1, 200) * DAY)) };
  if (draw < 0.5) return { state: 'PENDING', optInLevel: 'CONFIRMED_OPT_IN', updatedAt: iso(joined) };
  return { state: 'NOT_SUBSCRIBED', optInLevel: null, updatedAt: null };
}

/** A customer as they are today, but for what their orders say. Few have nothing but an id. */
export function makeCustomerDoc(
  source: Source,
  person: Person,
  phones: Phones,
  how: { id: Id; index: number; joined: number; until: number; pos: boolean },
): Customer {
  const joined = iso(how.joined);
  const bare = source.chance(0.003);
  const email = bare || source.chance(how.pos ? 0.4 : 0.02) ? null : emailOf(source, person, String(how.index + 1));
  const phone = bare || !source.chance(how.pos ? 0.6 : 0.35) ? null : phones.next(person.place);
  const none: Consent = { state: 'NOT_SUBSCRIBED', optInLevel: null, updatedAt: null };
  const emailState = email ? emailConsent(source, how.joined, how.until) : none;
  const smsState: Consent = phone && source.chance(0.25) ? { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: joined } : none;
  const enabled = email !== null && source.chance(0.55);
  const tags = source.chance(0.15) ? [source.pick(customerTags)] : [];
  const note = source.chance(0.05) ? source.pick(customerNotes) : null;
  const address = bare || (how.pos && source.chance(0.7)) ? null : { ...person.address, phone };
  return {
    id: how.id,
    createdAt: joined,
    updatedAt: joined,
    firstName: bare || source.chance(0.01) ? null : person.firstName,
    lastName: bare ? null : person.lastName,
    email,
    phone,
    verifiedEmail: enabled,
    state: enabled ? 'ENABLED' : 'DISABLED',
    locale: person.locale,
    tags,
    note,
    taxExempt: source.chance(0.005),
    addresses: address ? [address] : [],
    defaultAddressId: address?.id ?? null,
    emailConsent: emailState,
    smsConsent: smsState,
    ordersCount: 0,
    amountSpent: 0,
    lastOrderId: null,
    storeCredit: 0,
    mergedInto: null,
  };
}
