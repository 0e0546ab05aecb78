import pg from 'pg';
import { z } from 'zod';
import { withShopConnection } from '~/db/tenant.server';

interface Statement {
  text: string;
  values: unknown[];
  /** Sent after the app had told the planner to leave whole tables alone. */
  byIndex: boolean;
}

let recorded: Statement[] | undefined;
let byIndex = false;
const plainQuery = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
const isReading = (text: string) => /^\s*(select|with)\b/i.test(text) && !/set_config|advisory/.test(text);

/** What the app really sends, whoever sends it: every statement passes here on its way to PostgreSQL. */
function listen(this: pg.Client, ...args: unknown[]) {
  const [query, values] = args;
  if (recorded) {
    const told = typeof query === 'string' ? { text: query, values } : (query as { text?: string; values?: unknown });
    if (told.text && /^\s*begin/i.test(told.text)) byIndex = false;
    if (told.text?.includes('enable_seqscan')) byIndex = true;
    if (told.text && isReading(told.text))
      recorded.push({ text: told.text, values: Array.isArray(told.values ?? values) ? ((told.values ?? values) as unknown[]) : [], byIndex });
  }
  return Reflect.apply(plainQuery, this, args);
}
Object.assign(pg.Client.prototype, { query: listen });

export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  recorded = [];
  await work();
  const found = recorded;
  recorded = undefined;
  return found;
}

const planNode = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Index Recheck': z.number().optional(),
  get Plans() {
    return z.array(planNode).optional();
  },
});
type PlanNode = z.output<typeof planNode>;

export interface Scan {
  table: string;
  how: string;
  /** Rows looked at, those that the filter threw away included. */
  rows: number;
}

/** The scans of tables in a statement's plan as it was really carried out, under the tenant's policies. */
export async function scansOf(shopId: bigint, { text, values, byIndex: withoutSeqscan }: Statement): Promise<Scan[]> {
  const { rows } = await withShopConnection(shopId, async (client) => {
    if (withoutSeqscan) await client.query("select set_config('enable_seqscan', 'off', true)");
    return client.query<{ 'QUERY PLAN': unknown }>(`explain (analyze, buffers, format json) ${text}`, values);
  });
  const [explained] = z.array(z.looseObject({ Plan: planNode })).parse(rows[0]?.['QUERY PLAN']);
  return explained ? walk(explained.Plan) : [];
}

function walk(node: PlanNode): Scan[] {
  const own = node['Relation Name']
    ? [
        {
          table: node['Relation Name'],
          how: `${node['Node Type']}${node['Index Name'] ? ` ${node['Index Name']}` : ''}`,
          rows: (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'],
        },
      ]
    : [];
  return [...own, ...(node.Plans ?? []).flatMap(walk)];
}
