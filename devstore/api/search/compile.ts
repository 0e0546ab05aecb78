import { NoAnswer, UserMistake } from '../errors.ts';
import { parseSearch, type Search, type Term } from './parse.ts';

/** Adds a value to the query's parameters and says how SQL refers to it. */
export type Bind = (value: unknown) => string;
/** Turns one condition on a field into SQL. */
export type Field = (term: Term, bind: Bind) => string;
export type Fields = Record<string, Field>;

const refuse = (term: Term): never => {
  throw new UserMistake(`Invalid value for ${term.field ?? 'search'}: ${term.comparator === '=' ? '' : term.comparator}${term.value}`, 'BAD_REQUEST');
};
const likeText = (text: string) => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/** An instant: compared to the instant, or, for a bare date with `=`, to the whole day. */
export const instantField =
  (expression: string): Field =>
  (term, bind) => {
    if (term.any) return `${expression} is not null`;
    const { value } = term;
    if (Number.isNaN(Date.parse(value))) return refuse(term);
    if (term.comparator === '=' && /^\d{4}-\d\d-\d\d$/.test(value))
      return `(${expression} >= ${bind(value)}::timestamptz and ${expression} < ${bind(value)}::timestamptz + interval '1 day')`;
    return `${expression} ${term.comparator} ${bind(value)}::timestamptz`;
  };

/** Text, compared without regard to case; `*` at the end is any ending. */
export const textField =
  (expression: string): Field =>
  (term, bind) => {
    if (term.any) return `coalesce(${expression}, '') <> ''`;
    if (term.comparator !== '=') return refuse(term);
    return term.prefix
      ? `lower(${expression}) like ${bind(`${likeText(term.value.toLowerCase())}%`)}`
      : `lower(${expression}) = ${bind(term.value.toLowerCase())}`;
  };

/** Text of which a word is enough. */
export const wordsField =
  (...expressions: string[]): Field =>
  (term, bind) => {
    const pattern = bind(`%${likeText(term.value.toLowerCase())}%`);
    return `(${expressions.map((expression) => `lower(coalesce(${expression}, '')) like ${pattern}`).join(' or ')})`;
  };

export const numberField =
  (expression: string): Field =>
  (term, bind) => {
    if (term.any) return `${expression} is not null`;
    if (!/^-?\d+(\.\d+)?$/.test(term.value)) return refuse(term);
    return `${expression} ${term.comparator} ${bind(term.value)}::numeric`;
  };

/** A Shopify id, as number or as GID. */
export const idField =
  (expression: string): Field =>
  (term, bind) => {
    if (term.any) return `${expression} is not null`;
    const number = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,18})$/.exec(term.value)?.[1];
    return number === undefined ? refuse(term) : `${expression} ${term.comparator} ${bind(number)}::bigint`;
  };

/** An amount written in units of the currency, kept in minor units. */
export const moneyField =
  (expression: string, digits: number): Field =>
  (term, bind) =>
    numberField(`(${expression})::numeric / ${10 ** digits}`)(term, bind);

export const booleanField =
  (expression: string): Field =>
  (term, bind) =>
    /^(true|false)$/.test(term.value) ? `${expression} = ${bind(term.value === 'true')}` : refuse(term);

/** One of some words, each with its condition; several may be given with commas. */
export const wordField =
  (conditions: Record<string, string>): Field =>
  (term) => {
    const parts = term.value
      .toLowerCase()
      .split(',')
      .map((word) => conditions[word] ?? refuse(term));
    return `(${parts.join(' or ')})`;
  };
/** A word as it is stored, in upper case. */
export const enumField =
  (expression: string, values: readonly string[]): Field =>
  (term, bind) => {
    const words = term.value.toUpperCase().split(',');
    return words.every((word) => values.includes(word)) ? `${expression} = any(${bind(words)})` : refuse(term);
  };

/** A list of tags in the document, compared without regard to case. */
export const tagField =
  (expression: string): Field =>
  (term, bind) => {
    if (term.any) return `jsonb_array_length(${expression}) > 0`;
    const words = term.value.split(',').map((word) => word.trim().toLowerCase());
    const test = term.prefix ? `lower(tag) like ${bind(`${likeText(words[0] ?? '')}%`)}` : `lower(tag) = any(${bind(words)})`;
    return `exists (select 1 from jsonb_array_elements_text(${expression}) tag where ${test})`;
  };
export const without =
  (field: Field): Field =>
  (term, bind) =>
    `not ${field(term, bind)}`;

/** Compiles a search to SQL. A field that Shopify does not know, or the devstore has no answer for, is a loud error. */
export function compileSearch(text: string, kind: string, fields: Fields, bind: Bind): string {
  const one = (search: Search): string => {
    if (search.kind === 'not') return `not (${one(search.inner)})`;
    if (search.kind !== 'term') return `(${search.sides.map(one).join(` ${search.kind} `)})`;
    const field = fields[search.field ?? 'default'];
    if (!field) throw new NoAnswer(`the search field ${search.field ?? '(bare words)'} of ${kind}`);
    return field(search, bind);
  };
  const search = parseSearch(text);
  return search ? one(search) : 'true';
}
