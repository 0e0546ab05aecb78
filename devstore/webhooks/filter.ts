import { Exact, isWireObject, type Wire, type WireObject } from './wire.ts';

type Test = (payload: WireObject) => boolean;
interface Cursor {
  tokens: string[];
  at: number;
}

/** A filter that cannot be read; Shopify refuses such a subscription on deploy. */
export class FilterError extends Error {}

const TOKEN = /\s+|\(|\)|-?[\w.]+:(?:>=|<=|>|<)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+)|AND\b|OR\b|NOT\b/gy;

/**
 * A subscription's filter in Shopify's search syntax, over the fields of the payload: `field:value`, comparisons,
 * `field:*` for "has any", `AND`, `OR`, `NOT` or `-`, parentheses; side by side means AND. A path into a list holds when
 * one of its items does.
 * @throws FilterError
 */
export function parseFilter(text: string): Test {
  const cursor: Cursor = { tokens: tokenize(text), at: 0 };
  const test = parseOr(cursor);
  if (cursor.at < cursor.tokens.length) throw new FilterError(`Unexpected "${cursor.tokens[cursor.at] ?? ''}" in filter: ${text}`);
  return test;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new FilterError(`Cannot read the filter at "${text.slice(start, start + 20)}".`);
    if (match[0].trim()) tokens.push(match[0]);
  }
  return tokens;
}

function parseOr(cursor: Cursor): Test {
  const sides = [parseAnd(cursor)];
  while (cursor.tokens[cursor.at] === 'OR') {
    cursor.at++;
    sides.push(parseAnd(cursor));
  }
  return (payload) => sides.some((side) => side(payload));
}

function parseAnd(cursor: Cursor): Test {
  const sides = [parseNot(cursor)];
  for (let next = cursor.tokens[cursor.at]; next !== undefined && next !== 'OR' && next !== ')'; next = cursor.tokens[cursor.at]) {
    if (next === 'AND') cursor.at++;
    sides.push(parseNot(cursor));
  }
  return (payload) => sides.every((side) => side(payload));
}

function parseNot(cursor: Cursor): Test {
  const token = cursor.tokens[cursor.at++];
  if (token === undefined) throw new FilterError('The filter ends too early.');
  if (token === 'NOT') {
    const inner = parseNot(cursor);
    return (payload) => !inner(payload);
  }
  if (token === '(') {
    const inner = parseOr(cursor);
    if (cursor.tokens[cursor.at++] !== ')') throw new FilterError('A parenthesis is not closed.');
    return inner;
  }
  if (token === ')' || token === 'AND' || token === 'OR') throw new FilterError(`Unexpected "${token}".`);
  if (token.startsWith('-')) {
    const inner = parseTerm(token.slice(1));
    return (payload) => !inner(payload);
  }
  return parseTerm(token);
}

function parseTerm(token: string): Test {
  const colon = token.indexOf(':');
  const path = token.slice(0, colon).split('.');
  const [, operator = '', quoted = ''] = /^(>=|<=|>|<)?([\s\S]*)$/.exec(token.slice(colon + 1)) ?? [];
  const wanted = /^(["']).*\1$/s.test(quoted) ? quoted.slice(1, -1).replace(/\\(.)/g, '$1') : quoted;
  return (payload) => valuesAt(payload, path).some((value) => holds(value, operator, wanted));
}

function valuesAt(value: Wire | undefined, path: string[]): Wire[] {
  if (Array.isArray(value)) return value.flatMap((item: Wire) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined ? [] : [value];
  return isWireObject(value) ? valuesAt(value[head], rest) : [];
}

function holds(value: Wire, operator: string, wanted: string): boolean {
  if (value === null) return wanted === 'null' && operator === '';
  if (wanted === '*' && operator === '') return value !== '';
  const text = value instanceof Exact ? value.digits : typeof value === 'object' ? null : String(value);
  if (text === null) return false;
  if (operator === '') return text.toLowerCase() === wanted.toLowerCase() || isSameNumber(text, wanted);
  const order = compare(text, wanted);
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  return operator === '>=' ? order >= 0 : order <= 0;
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const isSameNumber = (a: string, b: string) => NUMBER.test(a) && NUMBER.test(b) && compare(a, b) === 0;

/** Exact for numbers of any length; dates as instants; else by code units. */
function compare(a: string, b: string): number {
  if (NUMBER.test(a) && NUMBER.test(b)) {
    const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
    const difference = scaled(a, scale) - scaled(b, scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  const [timeA, timeB] = [Date.parse(a), Date.parse(b)];
  if (!Number.isNaN(timeA) && !Number.isNaN(timeB)) return timeA - timeB;
  return a < b ? -1 : a > b ? 1 : 0;
}
const fractionOf = (text: string) => text.split('.')[1] ?? '';
const scaled = (text: string, scale: number) => BigInt((text.split('.')[0] ?? '') + fractionOf(text).padEnd(scale, '0'));
