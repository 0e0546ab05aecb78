import { expect, test } from 'vitest';
import { castFaults } from './faults.ts';

const seeds = Array.from({ length: 4000 }, (_, index) => `${index}:toml-0-orders/create`);
const none = { duplicate: 0, reorder: 0, delay: 0, loss: 0 };

test('without faults every delivery is sent once, at once', () =>
  expect(seeds.every((seed) => JSON.stringify(castFaults(none, seed)) === '{"waitsMs":[0]}')).toBe(true));
test('shares are kept, within sampling error', () => {
  const lost = seeds.filter((seed) => castFaults({ ...none, loss: 0.25 }, seed).waitsMs.length === 0).length;
  const doubled = seeds.filter((seed) => castFaults({ ...none, duplicate: 0.1 }, seed).waitsMs.length === 2).length;
  expect(lost / seeds.length).toBeCloseTo(0.25, 1);
  expect(doubled / seeds.length).toBeCloseTo(0.1, 1);
});
test('the same delivery has the same fate', () => expect(castFaults({ ...none, delay: 0.5 }, 'x')).toEqual(castFaults({ ...none, delay: 0.5 }, 'x')));
