import type { CustomerContact } from '~/domain/customers/model';

const FIRST = [
  'Ana',
  'Ben',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farid',
  'Grace',
  'Hiro',
  'Ingrid',
  'José',
  'Karin',
  'Liam',
  'Maria',
  'Noor',
  'Olga',
  'Priya',
  '小明',
  '花子',
  'Rosa',
  'Sven',
];
const SYLLABLES = ['al', 'be', 'cor', 'din', 'er', 'fal', 'gor', 'hen', 'is', 'jo', 'kel', 'lan', 'mar', 'nov', 'or', 'pet', 'quin', 'ros', 'san', 'tor'];

/** Who customer `id` is: first names that many share, family names that a few hundred do, an address and a number of one's own. */
export function contactOf(id: number): CustomerContact {
  const syllable = (shift: number) => SYLLABLES[Math.floor(id / shift) % SYLLABLES.length] ?? '';
  const first = FIRST[id % FIRST.length] ?? '';
  const last = `${syllable(3)}${syllable(61)}${syllable(1201)}`;
  return {
    firstName: first,
    lastName: last,
    emails: [`${last}.${id}@example.com`],
    phones: [`+4477${String(id).padStart(8, '0')}`],
    addresses: [],
    note: null,
  };
}
