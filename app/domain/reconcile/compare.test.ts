import { expect, test } from 'vitest';
import { consentMark, findDrift, markOf, type OurVersion } from './compare';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const ours = (...records: Partial<OurVersion>[]) =>
  new Map(records.map((record, index) => [BigInt(index + 1), { id: BigInt(index + 1), versionAt: at(5), mark: 'paid', state: 'here', ...record } as const]));
const store = (id: number, second: number, mark = 'paid') => ({ id: BigInt(id), versionAt: at(second), mark });

test('what is not there is missing, and so is who was only named', () => {
  expect(findDrift([store(1, 5), store(2, 5)], ours({ state: 'stub' }))).toEqual([
    { id: 1n, drift: 'missing' },
    { id: 2n, drift: 'missing' },
  ]);
});

test('older is stale, and so is another state of the same second', () => {
  expect(findDrift([store(1, 6), store(2, 5, 'refunded'), store(3, 5)], ours({}, {}, {}))).toEqual([
    { id: 1n, drift: 'stale' },
    { id: 2n, drift: 'stale' },
  ]);
});

test('what a webhook has brought since, and what has gone for good, is no drift', () => {
  expect(findDrift([store(1, 4, 'pending'), store(2, 9)], ours({}, { state: 'gone' }))).toEqual([]);
});

test('figures count in their order, tags in any', () => {
  expect(markOf(['2', null], ['b', 'a', 'b'])).toBe(markOf(['2', null], ['a', 'b']));
  expect(markOf(['2', null], ['a'])).not.toBe(markOf(['2', null], ['a', 'b']));
  expect(markOf(['2', null], ['a'])).not.toBe(markOf([null, '2'], ['a']));
  expect(markOf(['2'], null)).toBe(markOf(['2'], []));
});

test('a consent that was given once more is another one', () => {
  expect(consentMark('subscribed', at(5))).not.toBe(consentMark('subscribed', at(6)));
  expect(consentMark('subscribed', null)).toBe(consentMark('subscribed', null));
});
