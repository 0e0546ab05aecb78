import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useDatabase } from '../support/database';
import { firstDifference, loyaltyHistory, noCounts } from '../support/loyalty-histories/drive';

const { ownerPool } = useDatabase();
/** A share of what `npm run bench -- histories` does: as much as a few seconds allow. */
const SEQUENCES = 3;
const EVENTS = 60;

test('whatever happens, in whatever order and however often: points, owed, lots and tiers are those of the naive model', async () => {
  const counts = noCounts();
  let shops = 0;
  const holds = fc.asyncProperty(loyaltyHistory(EVENTS), async (history) => {
    shops += 1;
    expect(await firstDifference(history, `history-${shops}.myshopify.com`, { owner: ownerPool, application: 'regulars' }, counts)).toBeNull();
  });
  // A difference is looked into with the bench, which names its seed; making it smaller here would take minutes.
  await fc.assert(holds, { numRuns: SEQUENCES, seed: 20_261_122, endOnFailure: true });
  expect(counts.sequences).toBe(SEQUENCES);
  expect(counts.repeated).toBeGreaterThan(0);
  expect(counts.together).toBeGreaterThan(0);
  // Some seconds of work; a busy machine makes it minutes, and a test that hangs is found all the same.
}, 300_000);
