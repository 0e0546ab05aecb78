import { UserMistake } from '../errors.ts';

export type Comparator = '=' | '>' | '>=' | '<' | '<=';
/** One condition; `field` is null for a bare word, `prefix` when the value ended in `*`, and `any` for `field:*`. */
export interface Term {
  kind: 'term';
  field: string | null;
  comparator: Comparator;
  value: string;
  prefix: boolean;
  any: boolean;
}
export type Search = Term | { kind: 'and' | 'or'; sides: Search[] } | { kind: 'not'; inner: Search };

interface Token {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'term';
  term?: Term;
}
const partsMax = 200;

const fieldPattern = /([A-Za-z_][\w.]*):(>=|<=|>|<|=)?\s*/y;
const wordPattern = /[^\s()"']+/y;

class Reader {
  at = 0;
  constructor(readonly text: string) {}
  get done() {
    return this.at >= this.text.length;
  }
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }
  /** A value: quoted, or up to the next space or parenthesis. */
  value(): { text: string; quoted: boolean } {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return { text: this.take(wordPattern)?.[0] ?? '', quoted: false };
    let text = '';
    for (this.at += 1; this.text[this.at] !== quote; this.at += 1) {
      if (this.done) throw wrong(this.text);
      if (this.text[this.at] === '\\') this.at += 1;
      text += this.text[this.at];
    }
    this.at += 1;
    return { text, quoted: true };
  }
}
const wrong = (text: string) => new UserMistake(`The search query cannot be read: ${text}`, 'BAD_REQUEST');

function readTerm(reader: Reader): Term {
  const head = reader.take(fieldPattern);
  const { text, quoted } = reader.value();
  if (text === '' && !quoted) throw wrong(reader.text);
  const prefix = !quoted && text.length > 1 && text.endsWith('*');
  const comparator = head?.[2] === undefined ? '=' : (head[2] as Comparator);
  return { kind: 'term', field: head?.[1] ?? null, comparator, value: prefix ? text.slice(0, -1) : text, prefix, any: !quoted && text === '*' };
}

function tokenize(text: string): Token[] {
  const reader = new Reader(text);
  const tokens: Token[] = [];
  while (!reader.done) {
    if (reader.take(/[\s,]+/y)) continue;
    if (reader.take(/\(/y)) tokens.push({ kind: 'open' });
    else if (reader.take(/\)/y)) tokens.push({ kind: 'close' });
    else if (reader.take(/AND(?=[\s(])/y)) tokens.push({ kind: 'and' });
    else if (reader.take(/OR(?=[\s(])/y)) tokens.push({ kind: 'or' });
    else if (reader.take(/NOT(?=[\s(])/y) || reader.take(/-(?=[A-Za-z_("'])/y)) tokens.push({ kind: 'not' });
    else tokens.push({ kind: 'term', term: readTerm(reader) });
    if (tokens.length > partsMax) throw wrong(text);
  }
  return tokens;
}

/** Reads Shopify's search syntax; side by side means AND. Null when there is nothing to search for. @throws UserMistake */
export function parseSearch(text: string): Search | null {
  const tokens = tokenize(text);
  if (tokens.length === 0) return null;
  let at = 0;
  const peek = () => tokens[at]?.kind;
  function either(): Search {
    const sides = [all()];
    while (peek() === 'or') {
      at += 1;
      sides.push(all());
    }
    return sides.length === 1 && sides[0] ? sides[0] : { kind: 'or', sides };
  }
  function all(): Search {
    const sides = [unit()];
    while (peek() !== undefined && peek() !== 'or' && peek() !== 'close') {
      if (peek() === 'and') at += 1;
      sides.push(unit());
    }
    return sides.length === 1 && sides[0] ? sides[0] : { kind: 'and', sides };
  }
  function unit(): Search {
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'not') return { kind: 'not', inner: unit() };
    if (token?.kind === 'term' && token.term) return token.term;
    if (token?.kind !== 'open') throw wrong(text);
    const inner = either();
    if (peek() !== 'close') throw wrong(text);
    at += 1;
    return inner;
  }
  const search = either();
  if (at < tokens.length) throw wrong(text);
  return search;
}
