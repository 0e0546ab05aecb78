import fc from 'fast-check';
import { expect, it } from 'vitest';
import { postAlone, rebuildShop, verifyShop } from '~/domain/loyalty/ledger/index.server';
import type { Posting } from '~/domain/loyalty/ledger/model';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';
import { day, posting, type Movement } from '../support/ledger';
import { NaiveMember } from '../support/naive-ledger';

useDatabase();
/** Few members, orders and points, so that they meet. */
const MEMBERS = [1n, 2n, 3n];
const points = fc.bigInt({ min: 1n, max: 60n });
const order = fc.constantFrom(undefined, 11n, 12n);
const ends = fc.option(
  fc.integer({ min: 1, max: 40 }).map((n) => n * 2),
  { nil: null },
);
/** Which of those there are. */
const pick = fc.nat(50);
const step = fc.record({
  member: fc.constantFrom(...MEMBERS),
  twice: fc.boolean(),
  move: fc.oneof(
    fc.record({ kind: fc.constant('accrue' as const), points, order, pending: fc.boolean(), ends }),
    fc.record({ kind: fc.constant('mature' as const), pick, ends }),
    fc.record({ kind: fc.constant('spend' as const), points }),
    fc.record({ kind: fc.constant('take_back' as const), points, order }),
    fc.record({ kind: fc.constant('give_back' as const), points, pick }),
    fc.record({ kind: fc.constantFrom('expire' as const, 'revoke' as const), pick }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const end = (n: number | null) => (n === null ? null : day(n));
function movement(move: Step['move'], member: NaiveMember, at: number): Movement {
  const occurredAt = day(at);
  const lotId = (n: number) => member.lots[n % (member.lots.length || 1)]?.id ?? 0n;
  switch (move.kind) {
    case 'accrue':
      return {
        kind: 'accrue',
        points: move.points,
        orderId: move.order,
        maturesAt: move.pending ? day(at + 5) : null,
        expiresAt: move.pending ? null : end(move.ends),
        occurredAt,
      };
    case 'mature':
      return { kind: 'mature', lotId: lotId(move.pick), expiresAt: end(move.ends), occurredAt };
    case 'spend':
      return { kind: 'spend', points: move.points, occurredAt };
    case 'take_back':
      return { kind: 'take_back', points: move.points, orderId: move.order, occurredAt };
    case 'give_back':
      return {
        kind: 'give_back',
        points: move.points,
        entryId: member.spends[move.pick % (member.spends.length || 1)]?.id ?? 0n,
        graceUntil: day(at + 30),
        occurredAt,
      };
    case 'expire':
    case 'revoke':
      return { kind: move.kind, lotId: lotId(move.pick), occurredAt };
  }
}

let count = 0;
const newShop = () => registerShop(`random-${(count += 1)}.myshopify.com`);
const isKnown = (one: Posting) => one.kind !== 'give_back' || one.entryId !== 0n;

async function checkBooks(shopId: bigint): Promise<void> {
  expect((await verifyShop(shopId)).difference).toBeNull();
}

it('does what a naive ledger does, whatever is posted, also twice at once, and its books are right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(step, { selector: ({ member }) => member, minLength: 1, maxLength: MEMBERS.length }), { minLength: 10, maxLength: 40 }),
      async (rounds) => {
        const shopId = await newShop();
        const naive = new Map(MEMBERS.map((id) => [id, new NaiveMember()]));
        for (const [at, steps] of rounds.entries()) {
          await Promise.all(
            steps.map(async ({ member, move, twice }) => {
              const model = naive.get(member) ?? new NaiveMember();
              const one = posting(`${member}-${at}`, { ...movement(move, model, at + 1), customerId: member });
              if (!isKnown(one)) return;
              const answers = await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => postAlone(shopId, one)));
              const first = answers.find((answer) => answer.outcome !== 'repeated');
              const outcome = model.post(one, first?.entryId ?? 0n);
              expect(answers.map((answer) => answer.outcome).sort()).toEqual(twice ? [outcome, outcome === 'posted' ? 'repeated' : outcome] : [outcome]);
              expect(first).toMatchObject(model.balances);
            }),
          );
        }
        await checkBooks(shopId);
        expect(await rebuildShop(shopId, (lot) => lot.expires_at)).toMatchObject({ balances: 0, lots: 0 });
      },
    ),
    { numRuns: 8 },
  );
});

it('keeps its books right when everything happens to one member at once', async () => {
  const shopId = await newShop();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      const member = new NaiveMember();
      const earned = await postAlone(
        shopId,
        posting(`first-${(count += 1)}`, { kind: 'accrue', points: 50n, maturesAt: day(2), expiresAt: null, customerId: 1n, orderId: 11n }),
      );
      const spent = await postAlone(shopId, posting(`spent-${count}`, { kind: 'spend', points: 1n, customerId: 1n }));
      member.post(posting('first', { kind: 'accrue', points: 50n, maturesAt: null, expiresAt: null }), earned.entryId ?? 0n);
      if (spent.entryId !== null) member.spends.push({ id: spent.entryId, takes: [] });
      const run = ++count;
      const postings = steps.map(({ move }, n) => posting(`storm-${run}-${n}`, { ...movement(move, member, 3), customerId: 1n })).filter(isKnown);
      const answers = await Promise.all(postings.map((one) => postAlone(shopId, one)));
      expect(answers.every(({ available, pending, owed }) => available >= 0n && pending >= 0n && owed >= 0n)).toBe(true);
      await checkBooks(shopId);
    }),
    { numRuns: 4 },
  );
});
