import type { Api } from './api.ts';
import { UserMistake } from './errors.ts';
import type { PageArgs } from './page-args.ts';
import { present } from './present.ts';

const pageSizeMax = 250;
/** Shopify does not page deeper than this. */
export const depthMax = 25_000;

/** How many objects are asked for and from which end. @throws UserMistake as Shopify does for a missing or too large page. */
export function pageSize(args: PageArgs): { size: number; backward: boolean } {
  const { first, last } = args;
  if (!present(first) && !present(last)) throw new UserMistake('you must provide one of first or last', 'BAD_REQUEST');
  if (present(first) && present(last)) throw new UserMistake('providing both first and last is not supported', 'BAD_REQUEST');
  const size = first ?? last ?? 0;
  if (size < 0) throw new UserMistake(`${present(first) ? 'first' : 'last'} cannot be negative`, 'BAD_REQUEST');
  if (size > pageSizeMax) throw new UserMistake(`Requested ${size} objects, but at most ${pageSizeMax} can be requested at once`, 'MAX_OBJECTS_EXCEEDED');
  return { size, backward: !present(first) };
}

export const encodeCursor = (parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
/** @throws UserMistake when the text is no cursor of ours. */
export function decodeCursor(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) return parts;
  } catch {
    // Falls through to the one answer for every kind of nonsense.
  }
  throw new UserMistake('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
}

/** One page of a connection, whose edges, nodes and page info are made when they are asked for. */
export class Page<Node extends object> {
  constructor(
    readonly nodes: Node[],
    private readonly cursorAt: (index: number) => string,
    private readonly more: { next: boolean; previous: boolean },
  ) {}
  get edges() {
    return this.nodes.map((node, index) => new Edge(node, index, this.cursorAt));
  }
  get pageInfo() {
    const count = this.nodes.length;
    return {
      hasNextPage: this.more.next,
      hasPreviousPage: this.more.previous,
      startCursor: count > 0 ? this.cursorAt(0) : null,
      endCursor: count > 0 ? this.cursorAt(count - 1) : null,
    };
  }
}
class Edge<Node extends object> {
  constructor(
    readonly node: Node,
    private readonly index: number,
    private readonly cursorAt: (index: number) => string,
  ) {}
  get cursor() {
    return this.cursorAt(this.index);
  }
}

/** A connection over a list that is in memory anyway. */
export function listConnection<Item, Node extends object>(api: Api, items: readonly Item[], args: PageArgs, wrap: (item: Item) => Node): Page<Node> {
  if (api.bulk) return new Page(items.map(wrap), (index) => encodeCursor(['i', index]), { next: false, previous: false });
  const ordered = args.reverse ? [...items].reverse() : items;
  const { size, backward } = pageSize(args);
  const position = (cursor: string) => Number(decodeCursor(cursor)[1]);
  const from = args.after ? position(args.after) + 1 : 0;
  const to = args.before ? position(args.before) : ordered.length;
  const start = backward ? Math.max(from, to - size) : from;
  const end = backward ? to : Math.min(to, from + size);
  const nodes = ordered.slice(start, end).map(wrap);
  return new Page(nodes, (index) => encodeCursor(['i', start + index]), { next: end < ordered.length, previous: start > 0 });
}

/** The first items of a plain list field that takes `first`. */
export const firstOf = <Item>(items: readonly Item[], args: { first?: number | null }): readonly Item[] =>
  !present(args.first) ? items : items.slice(0, args.first);
