import { expect, test } from 'vitest';
import { runFaults } from '../../bench/faults/run';
import { SERVER_URL } from '../support/postgres';

test('webhooks twice, out of order and lost, a killed worker, a crashed database: the CRM is the store', { timeout: 240_000 }, async () => {
  const outcome = await runFaults({
    serverUrl: SERVER_URL,
    cluster: 'faults-test-postgres',
    webhooks: 600,
    kills: 2,
    restarts: 1,
    duplicates: 0.2,
    reordered: 0.2,
    lost: 0.05,
  });
  expect(outcome.differences).toEqual([]);
  expect(outcome).toMatchObject({ kills: 2, restarts: 1 });
  expect(outcome.lost).toBeGreaterThan(0);
  expect(outcome.repeated).toBeGreaterThan(50);
  expect(outcome.rows).toBeGreaterThan(250);
  expect(outcome.lostAcknowledged).toEqual([]);
  expect(outcome.storedTwice).toBe(0);
  expect(outcome.givenUp).toEqual([]);
});
