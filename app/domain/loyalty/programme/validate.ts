import type { z } from 'zod';
import { HAS_VALUE, programmeDocument, type Programme, type ProgrammeProblem, type ProgrammeProblemCode, type Reward } from './model';
import { jsonOf } from '~/config/json-text';

export type Checked = { ok: true; programme: Programme; problems: [] } | { ok: false; problems: ProgrammeProblem[] };

/** Reads a programme from outside and tells everything that is wrong with it, each with its place and a code that pages translate. */
export function checkProgramme(input: unknown): Checked {
  const read = programmeDocument.safeParse(input, { reportInput: true });
  const problems = read.success ? inconsistencies(read.data) : read.error.issues.flatMap(problemsOf);
  if (read.success && problems.length === 0) return { ok: true, programme: read.data, problems: [] };
  return { ok: false, problems };
}

/** {@link checkProgramme} for a file's text. */
export function importProgramme(text: string): Checked {
  const content = jsonOf(text);
  if (content === undefined) return { ok: false, problems: [{ path: [], code: 'not_json' }] };
  // An editor's note on where the schema is; no part of the programme.
  if (typeof content === 'object' && content !== null && '$schema' in content) {
    const { $schema: _, ...document } = content;
    return checkProgramme(document);
  }
  return checkProgramme(content);
}

/** A programme as a file, as {@link importProgramme} reads it and docs/programme.schema.json describes it. */
export const exportProgramme = (programme: Programme): string => `${JSON.stringify(programme, null, 2)}\n`;

function problemsOf(issue: z.core.$ZodIssue): ProgrammeProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown_key' }));
  const limit = issue.code === 'too_small' ? Number(issue.minimum) : issue.code === 'too_big' ? Number(issue.maximum) : undefined;
  return [{ path, code: codeOf(issue), ...(limit !== undefined && { limit }) }];
}

function codeOf(issue: z.core.$ZodIssue): ProgrammeProblemCode {
  switch (issue.code) {
    case 'too_small':
      return 'too_small';
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big';
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : issue.expected === 'int' ? 'not_a_whole_number' : 'not_valid';
    case 'invalid_format':
      return issue.message.startsWith('is not a decimal') ? 'not_a_decimal' : issue.message.startsWith('is not an id') ? 'not_an_id' : 'not_valid';
    case 'custom':
      return issue.message === 'is missing' ? 'missing' : 'ends_before_it_begins';
    default:
      return 'not_valid';
  }
}

type Found = (path: ProgrammeProblem['path'], code: ProgrammeProblemCode) => void;

/** What no single value shows: how they fit each other. */
function inconsistencies(programme: Programme): ProgrammeProblem[] {
  const problems: ProgrammeProblem[] = [];
  const found: Found = (path, code) => problems.push({ path, code });
  checkTiers(programme, found);
  checkRewards(programme, found);
  checkTwice(
    programme.earn.multipliers.map(({ id }) => id),
    ['earn', 'multipliers'],
    'id',
    found,
  );
  checkTwice(
    programme.activities.map(({ id }) => id),
    ['activities'],
    'id',
    found,
  );
  checkTwice(
    programme.activities.map(({ kind, event }) => (kind === 'custom' ? event : undefined)),
    ['activities'],
    'event',
    found,
  );
  return problems;
}

function checkTwice(ids: (string | undefined)[], path: string[], key: string, found: Found): void {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue;
    if (seen.has(id)) found([...path, index, key], 'used_twice');
    seen.add(id);
  }
}

/** Decimals of the same shape compare as numbers when they are padded alike. */
const comparable = (text: string): string => {
  const [whole = '0', part = ''] = text.split('.');
  return whole.padStart(9, '0') + part.padEnd(6, '0');
};
const isWhole = (text: string) => /^\d+(\.0+)?$/.test(text);
const HUNDRED = comparable('100');
const isZero = (text: string) => comparable(text) === comparable('0');

function checkTiers({ tiers }: Programme, found: Found): void {
  const path = ['tiers', 'levels'];
  checkTwice(
    tiers.levels.map(({ id }) => id),
    path,
    'id',
    found,
  );
  for (const [index, level] of tiers.levels.entries()) {
    const at = [...path, index];
    const below = tiers.levels[index - 1];
    // That is what being in no tier is called.
    if (level.id === 'none') found([...at, 'id'], 'reserved');
    if (below && comparable(level.entry) <= comparable(below.entry)) found([...at, 'entry'], 'not_above_the_tier_below');
    if (level.retain !== undefined && comparable(level.retain) > comparable(level.entry)) found([...at, 'retain'], 'retain_above_entry');
    if (level.discountPercent !== undefined && comparable(level.discountPercent) > HUNDRED) found([...at, 'discountPercent'], 'above_100_percent');
    if (tiers.basis === 'spend') continue;
    if (!isWhole(level.entry)) found([...at, 'entry'], 'not_a_whole_number');
    if (level.retain !== undefined && !isWhole(level.retain)) found([...at, 'retain'], 'not_a_whole_number');
  }
}

function checkRewards({ rewards, tiers }: Programme, found: Found): void {
  checkTwice(
    rewards.map(({ id }) => id),
    ['rewards'],
    'id',
    found,
  );
  for (const [index, reward] of rewards.entries()) {
    const at = ['rewards', index];
    checkWorth(reward, at, found);
    for (const [place, tier] of reward.tiers.entries()) if (!tiers.levels.some(({ id }) => id === tier)) found([...at, 'tiers', place], 'unknown_tier');
    // The store takes the one or the other.
    if (reward.products.length > 0 && reward.collections.length > 0) found([...at, 'collections'], 'either_or');
    if (reward.kind !== 'slider') continue;
    if (reward.maximumPoints === undefined) found([...at, 'maximumPoints'], 'missing');
    else if (reward.maximumPoints < reward.points) found([...at, 'maximumPoints'], 'below_a_step');
  }
}

function checkWorth(reward: Reward, at: (string | number)[], found: Found): void {
  if (reward.kind === 'free_product' && !reward.product) found([...at, 'product'], 'missing');
  if (!HAS_VALUE.has(reward.kind)) return;
  if (reward.value === undefined) found([...at, 'value'], 'missing');
  else if (isZero(reward.value)) found([...at, 'value'], 'zero');
  else if (reward.kind === 'percent_off' && comparable(reward.value) > HUNDRED) found([...at, 'value'], 'above_100_percent');
}
