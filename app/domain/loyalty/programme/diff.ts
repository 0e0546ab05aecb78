import type { Programme, ProgrammeChange } from './model';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Choices whose parts mean nothing alone: they change as one. */
const WHOLE = new Set(['expiry', 'window', 'perPeriod']);
/** What tells rules without an id apart. */
const RULE_KEYS = ['product', 'collection', 'tag', 'segment', 'from', 'to'] as const;

/** What has changed from one programme to another, in the order of the document; the words are the pages'. */
export function diffProgrammes(before: Programme, after: Programme): ProgrammeChange[] {
  return diffFields(before, after, []);
}

function diffFields(before: Fields, after: Fields, path: string[]): ProgrammeChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => diffValue(before[key], after[key], [...path, key]));
}

function diffValue(before: unknown, after: unknown, path: string[]): ProgrammeChange[] {
  if (same(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', before: null, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after: null }];
  const key = path.at(-1) ?? '';
  if (isFields(before) && isFields(after) && !WHOLE.has(key)) return diffFields(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [{ path, kind: 'changed', before, after }];
}

function diffLists(before: unknown[], after: unknown[], path: string[]): ProgrammeChange[] {
  if (![...before, ...after].every(isFields)) return [{ path, kind: 'changed', before, after }];
  const then = named(before.filter(isFields));
  const now = named(after.filter(isFields));
  const names = [...new Set([...then.keys(), ...now.keys()])];
  const changes = names.flatMap((name) => diffValue(then.get(name), now.get(name), [...path, name]));
  const stayed = [...then.keys()].filter((name) => now.has(name));
  const order = [...now.keys()].filter((name) => then.has(name));
  return same(stayed, order) ? changes : [...changes, { path, kind: 'reordered', before: stayed, after: order }];
}

/** Things of a list by their id, or by what they are for; the second of the same gets a number. */
function named(list: Fields[]): Map<string, Fields> {
  const byName = new Map<string, Fields>();
  for (const item of list) {
    const name =
      typeof item['id'] === 'string'
        ? item['id']
        : RULE_KEYS.flatMap((key) => (typeof item[key] === 'string' ? `${key} ${item[key]}` : [])).join(', ') || 'all';
    let unique = name;
    for (let count = 2; byName.has(unique); count += 1) unique = `${name} (${count})`;
    byName.set(unique, item);
  }
  return byName;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  return keys.length === Object.keys(b).filter((key) => b[key] !== undefined).length && keys.every((key) => same(a[key], b[key]));
}
