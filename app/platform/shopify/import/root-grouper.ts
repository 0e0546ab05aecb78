import { BrokenFile, childOf, parseLine, type BulkLine } from './bulk-line';
import type { Line } from './line-splitter';

/** How the objects of one bulk query hang together. */
export interface Shape {
  /** Connections by the `__typename` of who has them; `''` stands for the root. They are there even when nothing is in them. */
  connections: Readonly<Record<string, readonly string[]>>;
  /** Into which connection of its parent a child goes, by the child's `__typename`. @throws Error for a kind that the query does not ask for. */
  connectionOf(typename: string): string;
  /** How many children are held, by the `__typename` of their parent and their connection; further ones are read over. */
  keep?(parentKind: string, connection: string): number;
}

export interface Root {
  node: BulkLine;
  lines: number;
  from: number;
  to: number;
}

/**
 * Puts objects together again out of the lines of a grouped file: a root, then everything under it. Children end up in
 * `{ nodes: […] }` under their connection's name, which is how the same object looks when it is asked for alone.
 */
export function createRootGrouper(shape: Shape) {
  let open: Root | null = null;
  let members = new Map<string, { node: BulkLine; kind: string }>();

  function enter(node: BulkLine, kind: string) {
    if (node.id !== undefined) members.set(node.id, { node, kind });
    for (const connection of shape.connections[kind] ?? []) node[connection] = { nodes: [] };
  }

  function begin(node: BulkLine, line: Line): Root | null {
    const finished = open;
    open = { node, lines: 1, from: line.from, to: line.to };
    members = new Map();
    enter(node, '');
    return finished;
  }

  /** Half of a file of orders are lines that nobody holds: they are passed over unread. */
  function passesOver(line: Line): boolean {
    const child = open && childOf(line.text);
    const parent = child && members.get(child.parentId);
    if (!open || !parent || shape.keep?.(parent.kind, shape.connectionOf(child.kind)) !== 0) return false;
    open.lines += 1;
    open.to = line.to;
    return true;
  }

  function adopt(node: BulkLine, parentId: string, line: Line) {
    const parent = open && members.get(parentId);
    if (!parent || !open) throw new BrokenFile(`The line at byte ${line.from} does not stand under its parent.`);
    const kind = node.__typename ?? '';
    const connection = shape.connectionOf(kind);
    const nodes = nodesOf(parent.node, connection);
    if (nodes.length < (shape.keep?.(parent.kind, connection) ?? Infinity)) {
      nodes.push(node);
      enter(node, kind);
    }
    open.lines += 1;
    open.to = line.to;
  }

  return {
    /** @returns the root before this line, when the line begins a new one. @throws BrokenFile when a child does not stand under its parent. */
    push(line: Line): Root | null {
      if (passesOver(line)) return null;
      const node = parseLine(line.text, line.from);
      if (node.__parentId === undefined) return begin(node, line);
      adopt(node, node.__parentId, line);
      return null;
    },
    /** The last root, once the file has ended. */
    end(): Root | null {
      const finished = open;
      open = null;
      return finished;
    },
  };
}

function nodesOf(parent: BulkLine, connection: string): BulkLine[] {
  const held = parent[connection];
  if (typeof held === 'object' && held !== null && 'nodes' in held && Array.isArray(held.nodes)) return held.nodes as BulkLine[];
  const nodes: BulkLine[] = [];
  parent[connection] = { nodes };
  return nodes;
}
