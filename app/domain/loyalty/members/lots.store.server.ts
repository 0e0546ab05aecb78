import { lotEndUnder } from '../earning/lot-end';
import type { ProgrammeVersion } from '../programme/model';
import { inForce } from './model';
import type { LoyaltyScope } from './scope.store.server';

/** Points that wait for something that has no date yet. */
const SOME_DAY = new Date('9999-01-01T00:00:00Z');

/** Of points given at a moment: until when they are pending (`null`: not at all), and when they end if they are there at once. */
export function timesOfNewLot(
  scope: LoyaltyScope,
  givenAt: Date,
  maturesAt: Date | null,
  lastOrderAt: Date | null,
): { maturesAt: Date | null; expiresAt: Date | null } {
  const due = maturesAt ?? SOME_DAY;
  return due <= givenAt ? { maturesAt: null, expiresAt: endOfNewLot(scope, givenAt, lastOrderAt) } : { maturesAt: due, expiresAt: null };
}

/** When points that become available at a moment end, by what is in force then. */
export function endOfNewLot({ versions, zone }: LoyaltyScope, availableAt: Date, lastOrderAt: Date | null): Date | null {
  return endOfLot(versions, availableAt, availableAt, zone, lastOrderAt);
}

function endOfLot(versions: ProgrammeVersion[], availableAt: Date, at: Date, zone: string, lastOrderAt: Date | null): Date | null {
  return lotEndUnder(inForce(versions, at), availableAt, zone, undefined, lastOrderAt);
}

/** Moves the ends of a member's lots to where the rules in force and the last order put them. The caller holds the member's lock. */
export async function reviseLotEnds({ connection, shopId, versions, zone }: LoyaltyScope, customerId: bigint, at: Date): Promise<void> {
  const { rows } = await connection.query<{ id: bigint; availableAt: Date; expiresAt: Date | null; lastOrderAt: Date | null }>({
    name: 'lots_to_revise',
    text: `select l.id, l.available_at as "availableAt", l.expires_at as "expiresAt", m.last_order_at as "lastOrderAt"
      from ledger_lot l join loyalty_member m using (shop_id, customer_id)
      where shop_id = $1 and customer_id = $2 and l.remaining > 0 and l.state = 1 and not l.fixed_expiry`,
    values: [shopId, customerId],
  });
  const moved = rows.flatMap(({ id, availableAt, expiresAt, lastOrderAt }) => {
    const end = endOfLot(versions, availableAt, at, zone, lastOrderAt);
    return end?.getTime() === expiresAt?.getTime() ? [] : [{ id, end }];
  });
  if (moved.length === 0) return;
  await connection.query(
    `update ledger_lot l set expires_at = r.ends from unnest($3::bigint[], $4::timestamptz[]) as r (id, ends)
     where l.shop_id = $1 and l.customer_id = $2 and l.id = r.id`,
    [shopId, customerId, moved.map(({ id }) => id), moved.map(({ end }) => end)],
  );
}
