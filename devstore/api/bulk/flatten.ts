import type { ConnectionPlan } from './plan.ts';

type Value = Record<string, unknown>;
const objectAt = (value: Value, key: string): Value | null => (value[key] ?? null) as Value | null;

/** The objects of a connection in an answer. */
function nodesOf(container: Value, plan: ConnectionPlan): Value[] {
  const connection = objectAt(container, plan.key);
  if (!connection) return [];
  if (plan.nodes) return connection[plan.nodes] as Value[];
  return (connection[plan.edges ?? 'edges'] as Value[]).map((edge) => edge[plan.node ?? 'node'] as Value);
}

export interface Flat {
  lines: string[];
  roots: number;
}

/**
 * Turns one page of an answer into lines: an object a line, the objects of inner connections on lines of their own that
 * name their parent. Grouped: children right behind their parent. Not grouped: level by level, parents before children.
 */
export function flatten(data: Value, plan: ConnectionPlan, grouped: boolean): Flat {
  const levels: string[][] = [];
  const write = (node: Value, of: ConnectionPlan, depth: number, parentId: unknown) => {
    const inner = of.children.flatMap((child) => {
      const container = child.path.reduce<Value | null>((value, key) => (value ? objectAt(value, key) : null), node);
      if (!container) return [];
      const nodes = nodesOf(container, child.plan);
      delete container[child.plan.key];
      return [{ plan: child.plan, nodes }];
    });
    const text = JSON.stringify(node);
    const level = (levels[grouped ? 0 : depth] ??= []);
    level.push(parentId === undefined ? text : `${text === '{}' ? '{' : `${text.slice(0, -1)},`}"__parentId":${JSON.stringify(parentId)}}`);
    for (const { plan: innerPlan, nodes } of inner) for (const child of nodes) write(child, innerPlan, depth + 1, node['id']);
  };
  const roots = nodesOf(data, plan);
  for (const node of roots) write(node, plan, 0, undefined);
  return { lines: levels.flat(), roots: roots.length };
}
