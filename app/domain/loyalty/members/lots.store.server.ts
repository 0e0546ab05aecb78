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

/**
 * Moves the ends of a member's lots to where the rules in force and the last order put them; also of used ones that have not ended, and of those
 * that somebody merged into the member had used: what was spent of them may come back. The caller holds the member's lock.
 */
export async function reviseLotEnds({ connection, shopId, versions, zone }: LoyaltyScope, customerId: bigint, at: Date): Promise<void> {
  const { rows } = await connection.query<{ id: bigint; owner: bigint; availableAt: Date; expiresAt: Date | null; lastOrderAt: Date | null }>({
    name: 'lots_to_revise',
    text: `select l.id, l.customer_id as owner, l.available_at as "availableAt", l.expires_at as "expiresAt", m.last_order_at as "lastOrderAt"
      from ledger_lot l join loyalty_member m on m.shop_id = l.shop_id and m.customer_id = $2 and m.merged_into is null
      where l.shop_id = $1 and l.customer_id = any(array(select $2::bigint union all select from_customer from loyalty_merge where shop_id = $1 and into_customer = $2 and unmerged_at is null))
        and l.state = 1 and not l.fixed_expiry and (l.remaining > 0 or l.expires_at is null or l.expires_at > $3)`,
    values: [shopId, customerId, at],
  });
  const moved = rows.flatMap(({ id, owner, availableAt, expiresAt, lastOrderAt }) => {
    const end = endOfLot(versions, availableAt, at, zone, lastOrderAt);
    return end?.getTime() === expiresAt?.getTime() ? [] : [{ id, owner, end }];
  });
  if (moved.length === 0) return;
  await connection.query(
    `update ledger_lot l set expires_at = r.ends from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) as r (owner, id, ends)
     where l.shop_id = $1 and l.customer_id = r.owner and l.id = r.id`,
    [shopId, moved.map(({ owner }) => owner), moved.map(({ id }) => id), moved.map(({ end }) => end)],
  );
}
