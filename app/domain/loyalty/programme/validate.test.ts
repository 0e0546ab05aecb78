import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diffProgrammes } from './diff';
import { programmeDocument, type ProgrammeInput } from './model';
import { checkProgramme, exportProgramme, importProgramme } from './validate';

const SCHEMA = 'docs/programme.schema.json';
const read = (input: ProgrammeInput) => programmeDocument.parse(input);
const found = (input: unknown) => checkProgramme(input).problems.map(({ path, code }) => `${path.join('.')} ${code}`);
const levels = <T extends object>(...all: T[]) => ({ tiers: { levels: all } });

describe('a programme', () => {
  it('may be empty: everything has a default', () => expect(checkProgramme({})).toMatchObject({ ok: true, programme: { earn: { pendingDays: 14 } } }));

  it.each<[string, object, string[]]>([
    ['a key nobody knows', { earn: { pointPerUnit: '1' } }, ['earn.pointPerUnit unknown_key']],
    ['a float', { earn: { pointsPerUnit: 1.5 } }, ['earn.pointsPerUnit not_valid']],
    ['no decimal', { earn: { pointsPerUnit: '1,5' } }, ['earn.pointsPerUnit not_a_decimal']],
    ['no whole number', { earn: { pendingDays: 1.5 } }, ['earn.pendingDays not_a_whole_number']],
    ['too many days', { earn: { pendingDays: 999 } }, ['earn.pendingDays too_big']],
    ['nothing where something must be', levels({ id: 'a' }), ['tiers.levels.0.entry missing']],
    ['no id', levels({ id: 'A b', entry: '1' }), ['tiers.levels.0.id not_an_id']],
    [
      'a campaign backwards',
      { earn: { multipliers: [{ from: '2026-02-01', to: '2026-01-01', factor: '2' }] } },
      ['earn.multipliers.0.to ends_before_it_begins'],
    ],
    [
      'tiers that do not ascend',
      levels({ id: 'a', entry: '100' }, { id: 'b', entry: '99.99' }, { id: 'c', entry: '1000' }),
      ['tiers.levels.1.entry not_above_the_tier_below'],
    ],
    [
      'the same threshold, written otherwise',
      levels({ id: 'a', entry: '100' }, { id: 'b', entry: '100.00' }),
      ['tiers.levels.1.entry not_above_the_tier_below'],
    ],
    ['harder to stay than to get in', levels({ id: 'a', entry: '100', retain: '100.01' }), ['tiers.levels.0.retain retain_above_entry']],
    ['a tier twice', levels({ id: 'a', entry: '1' }, { id: 'a', entry: '2' }), ['tiers.levels.1.id used_twice']],
    ['the name of no tier', levels({ id: 'none', entry: '1' }), ['tiers.levels.0.id reserved']],
    ['half an order', { tiers: { basis: 'orders', levels: [{ id: 'a', entry: '2.5', retain: '1.0' }] } }, ['tiers.levels.0.entry not_a_whole_number']],
    ['more than all off', levels({ id: 'a', entry: '1', discountPercent: '100.5' }), ['tiers.levels.0.discountPercent above_100_percent']],
    [
      'rewards of no value',
      {
        rewards: [
          { id: 'r', kind: 'amount_off', points: 5 },
          { id: 'r', kind: 'percent_off', points: 5, value: '101' },
          { id: 's', kind: 'free_product', points: 5 },
          { id: 't', kind: 'gift_card', points: 5, value: '0.00' },
          { id: 'u', kind: 'free_shipping', points: 0 },
        ].slice(0, 4),
      },
      ['rewards.1.id used_twice', 'rewards.0.value missing', 'rewards.1.value above_100_percent', 'rewards.2.product missing', 'rewards.3.value zero'],
    ],
    [
      'the same way to earn twice',
      { activities: [1, 2].map((id) => ({ id: `a${id}`, kind: 'custom', points: 1, event: 'e' })) },
      ['activities.1.event used_twice'],
    ],
    ['an event without a name', { activities: [{ id: 'a', kind: 'custom', points: 1 }] }, ['activities.0.event missing']],
  ])('%s is told with its place', (_, input, problems) => expect(found(input)).toEqual(problems));

  it('goes out as JSON and comes back the same', () => {
    const programme = read({ earn: { pointsPerUnit: '1.5', counts: ['tax'] }, expiry: { model: 'lot', months: 12 }, ...levels({ id: 'a', entry: '1' }) });
    expect(importProgramme(exportProgramme(programme))).toEqual({ ok: true, programme, problems: [] });
    expect(importProgramme('{"$schema": "x", "name": "Club"}')).toMatchObject({ ok: true, programme: { name: 'Club' } });
    expect(importProgramme('{').problems).toEqual([{ path: [], code: 'not_json' }]);
    expect(found('[]')).toEqual([' not_valid']);
  });

  it('has a JSON Schema that is up to date and accepts what we accept', async () => {
    const schema = { title: 'Loyalty programme', ...z.toJSONSchema(programmeDocument, { io: 'input' }) };
    const text = await format(JSON.stringify(schema), { ...(await resolveConfig(SCHEMA)), filepath: SCHEMA });
    await expect(text).toMatchFileSnapshot(`${process.cwd()}/${SCHEMA}`);
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const isValid = ajv.compile(JSON.parse(text) as object);
    expect(isValid(JSON.parse(exportProgramme(read({}))))).toBe(true);
    expect(isValid({ earn: { pointsPerUnit: '1.5' }, expiry: { model: 'lot', months: 12 } })).toBe(true);
    expect(isValid({ earn: { pointsPerUnit: 1.5 } })).toBe(false);
    expect(isValid({ earns: {} })).toBe(false);
  });
});

describe('the difference between two programmes', () => {
  const base = read({
    earn: { pointsPerUnit: '1', multipliers: [{ product: 'p1', factor: '2' }] },
    expiry: { model: 'lot', months: 12 },
    ...levels({ id: 'silver', entry: '100' }, { id: 'gold', entry: '500', entryReward: { points: 200 } }),
    rewards: [
      { id: 'five', kind: 'amount_off', points: 500, value: '5' },
      { id: 'ten', kind: 'amount_off', points: 900, value: '10' },
    ],
  });
  it('is nothing between equals', () => expect(diffProgrammes(base, read(JSON.parse(exportProgramme(base)) as ProgrammeInput))).toEqual([]));
  it('names what was added, removed, changed and put in another order', () => {
    const next = read({
      earn: {
        pointsPerUnit: '2',
        multipliers: [
          { product: 'p1', factor: '3' },
          { from: '2026-11-11', factor: '2' },
        ],
        counts: ['tax'],
      },
      expiry: { model: 'none' },
      ...levels({ id: 'silver', entry: '150', name: { en: 'Silver' } }, { id: 'gold', entry: '500' }, { id: 'black', entry: '900' }),
      rewards: [
        { id: 'ten', kind: 'amount_off', points: 900, value: '10' },
        { id: 'five', kind: 'amount_off', points: 500, value: '5' },
      ],
    });
    const shown = diffProgrammes(base, next).map(({ path, kind }) => `${path.join('.')} ${kind}`);
    expect(shown).toEqual([
      'earn.pointsPerUnit changed',
      'earn.counts changed',
      'earn.multipliers.product p1.factor changed',
      'earn.multipliers.from 2026-11-11 added',
      'expiry changed',
      'tiers.levels.silver.name.en added',
      'tiers.levels.silver.entry changed',
      'tiers.levels.gold.entryReward removed',
      'tiers.levels.black added',
      'rewards reordered',
    ]);
    expect(diffProgrammes(base, next)[4]).toEqual({ path: ['expiry'], kind: 'changed', before: { model: 'lot', months: 12 }, after: { model: 'none' } });
  });
});
