import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { costOf } from '../programme/cost';
import { addMovement, growth, noTotals } from './flows';
import { journalOf, NOTHING_DEFERRED, type JournalMonth } from './journal';
import { ACCOUNTS, REASONS } from '../ledger/model';

const movement = fc
  .record({ reason: fc.constantFrom(...REASONS), debit: fc.constantFrom(...ACCOUNTS), credit: fc.constantFrom(...ACCOUNTS), points: fc.bigInt(1n, 1_000_000n) })
  .filter(({ debit, credit }) => debit !== credit && debit !== 'shop:transferred' && credit !== 'shop:transferred');
const months = fc.array(fc.record({ movements: fc.array(movement, { maxLength: 12 }), costPerPoint: fc.constantFrom('0.01', '0.013', '1', '0.000001', '0') }), {
  minLength: 1,
  maxLength: 14,
});

test.prop([months, fc.constantFrom('USD', 'JPY', 'KWD')])('debits equal credits, and what is deferred is what outstanding points cost', (given, currency) => {
  const held = (account: string) => account === 'member:available' || account === 'member:pending';
  let outstanding = 0n;
  const journal: JournalMonth[] = given.map(({ movements, costPerPoint }, index) => {
    const flows = noTotals();
    const before = outstanding;
    for (const one of movements) {
      // Nothing becomes held out of what was expired or is owed: the ledger has no such movement.
      if (held(one.credit) && one.debit !== 'shop:issued' && one.debit !== 'shop:redeemed' && !held(one.debit)) continue;
      addMovement(flows, one);
      outstanding += (held(one.credit) ? one.points : 0n) - (held(one.debit) ? one.points : 0n);
    }
    expect(growth(flows)).toBe(outstanding - before);
    return { date: `m${String(index).padStart(2, '0')}`, flows, costPerPoint };
  });
  // In two files, as in one.
  const first = journalOf(NOTHING_DEFERRED, journal.slice(0, 5), currency);
  const lines = [...first.lines, ...journalOf(first.after, journal.slice(5), currency).lines];
  expect(lines).toEqual(journalOf(NOTHING_DEFERRED, journal, currency).lines);
  for (const { date } of journal) {
    for (const kind of new Set(lines.map((line) => line.kind))) {
      const entry = lines.filter((line) => line.date === date && line.kind === kind);
      expect(entry.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)).toBe(0n);
    }
    const deferred = lines.filter((line) => line.account === 'deferred' && line.date <= date).reduce((sum, { debit, credit }) => sum + credit - debit, 0n);
    const points = journal.filter((month) => month.date <= date).reduce((sum, { flows }) => sum + growth(flows), 0n);
    expect(deferred).toBe(costOf(points, journal.find((month) => month.date === date)?.costPerPoint ?? '0', currency));
  }
});
