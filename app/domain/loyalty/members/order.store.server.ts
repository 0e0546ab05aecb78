import type { EarningExplanation, Nothing } from '../earning/model';
import type { LoyaltyScope } from './scope.store.server';

/** What is kept of an order: by which rule it earns, what it earns, and what has been granted. */
export interface StoredOrder {
  orderId: bigint;
  customerId: bigint | null;
  programmeVersion: number | null;
  tier: string | null;
  tierMultiplier: string;
  target: bigint;
  granted: bigint;
  /** How many postings it has had; part of the next one's key. */
  revision: number;
  base: bigint;
  lineValue: bigint;
  keptLineValue: bigint;
  counts: boolean;
  nothing: Nothing | null;
  placedAt: Date;
  paidAt: Date | null;
  earnedAt: Date | null;
  maturesAt: Date | null;
  orderVersionAt: Date;
  explanation: EarningExplanation;
}

const COLUMNS = {
  orderId: 'order_id',
  customerId: 'customer_id',
  programmeVersion: 'programme_version',
  tier: 'tier',
  tierMultiplier: 'tier_multiplier',
  target: 'target',
  granted: 'granted',
  revision: 'revision',
  base: 'base',
  lineValue: 'line_value',
  keptLineValue: 'kept_line_value',
  counts: 'counts',
  nothing: 'nothing',
  placedAt: 'placed_at',
  paidAt: 'paid_at',
  earnedAt: 'earned_at',
  maturesAt: 'matures_at',
  orderVersionAt: 'order_version_at',
  explanation: 'explanation',
} as const satisfies Record<keyof StoredOrder, string>;
const FIELDS = Object.keys(COLUMNS) as (keyof StoredOrder)[];
const NAMES = FIELDS.map((field) => COLUMNS[field]);

const READ = `select ${FIELDS.map((field) => `${COLUMNS[field]} as "${field}"`).join(', ')} from loyalty_order where shop_id = $1 and order_id = $2 for update`;
const WRITE = `insert into loyalty_order as o (shop_id, ${NAMES.join(', ')}) values ($1, ${NAMES.map((_name, index) => `$${index + 2}`).join(', ')})
  on conflict (shop_id, order_id) do update set ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')}`;

export async function readOrder({ connection, shopId }: LoyaltyScope, orderId: bigint): Promise<StoredOrder | null> {
  const { rows } = await connection.query<StoredOrder>({ name: 'loyalty_order', text: READ, values: [shopId, orderId] });
  return rows[0] ?? null;
}

export async function writeOrder({ connection, shopId }: LoyaltyScope, order: StoredOrder): Promise<void> {
  await connection.query({ name: 'loyalty_order_write', text: WRITE, values: [shopId, ...FIELDS.map((field) => order[field])] });
}
