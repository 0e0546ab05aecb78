import type pg from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { post } from '~/domain/loyalty/ledger/index.server';
import type { Posted, Posting } from '~/domain/loyalty/ledger/model';

type WithoutDefaults<T> = T extends unknown ? Omit<T, 'customerId' | 'key' | 'occurredAt' | 'programmeVersion' | 'reason'> : never;
export type Movement = WithoutDefaults<Posting> & Partial<Pick<Posting, 'customerId' | 'occurredAt' | 'reason'>>;

const REASON_OF = {
  accrue: 'order_earned',
  mature: 'matured',
  spend: 'redeemed',
  take_back: 'order_refunded',
  give_back: 'reward_cancelled',
  expire: 'expired',
  revoke: 'tier_undone',
} as const;

export const MEMBER = 7_000_000_000_001n;
export const day = (n: number): Date => new Date(Date.UTC(2026, 0, n, 12));

/** A posting of the test's member on 1 January 2026, unless it says otherwise. */
export function posting(id: string, movement: Movement): Posting {
  return {
    customerId: MEMBER,
    key: { source: 'test', sourceId: id, rule: 'r', purpose: movement.kind },
    reason: REASON_OF[movement.kind],
    occurredAt: day(1),
    programmeVersion: 1,
    ...movement,
  };
}

export const postIn = (shopId: bigint, one: Posting): Promise<Posted> => withShopConnection(shopId, (connection) => post(connection, shopId, one));

/** The member's entries and open lots, short: `debit→credit points [lot:points …]`, lots numbered as they came. */
export async function written(ownerPool: pg.Pool, shopId: bigint, customerId = MEMBER): Promise<{ entries: string[]; lots: string[] }> {
  const entries = await ownerPool.query<{
    id: string;
    key: string;
    part: number;
    debit: string;
    credit: string;
    points: string;
    lots: string[];
    lot_points: string[];
  }>(
    'select id::text, key, part, debit, credit, points::text, lots::text[], lot_points::text[] from ledger_entry e where shop_id = $1 and customer_id = $2 order by e.id',
    [shopId.toString(), customerId.toString()],
  );
  const lots = await ownerPool.query<{ id: string; state: number; remaining: string; points: string; ends: string | null }>(
    `select id::text, state, remaining::text, points::text, to_char(expires_at at time zone 'UTC', 'MM-DD') as ends from ledger_lot l where shop_id = $1 and customer_id = $2 order by l.id`,
    [shopId.toString(), customerId.toString()],
  );
  const number = new Map(lots.rows.map((lot, n) => [lot.id, `L${n + 1}`]));
  const account = (name: string) => name.replace('member:', '').replace('shop:', '');
  return {
    entries: entries.rows.map(
      (e) =>
        `${e.key.split(':')[1] ?? ''}.${e.part} ${account(e.debit)}→${account(e.credit)} ${e.points} [${e.lots.map((lot, i) => `${number.get(lot)}:${e.lot_points[i]}`).join(' ')}]`,
    ),
    lots: lots.rows.map(
      (lot) => `${number.get(lot.id)} ${lot.state === 0 ? 'pending' : 'available'} ${lot.remaining}/${lot.points}${lot.ends ? ` until ${lot.ends}` : ''}`,
    ),
  };
}
