import type { PoolClient } from 'pg';
import { keyText } from '../ledger/model';
import { post } from '../ledger/index.server';
import { walkTiers } from '../tiers/walk';
import { lockAndAdvance, settleStanding, settleStandings } from './advance.store.server';
import { importKey } from './bring-in.store.server';
import { creditOf, giftsOf } from './credit.store.server';
import { readMember } from './member.store.server';
import { versionNumberAt, type TakenOut } from './model';
import { loyaltyScope, type LoyaltyScope } from './scope.store.server';

interface OpenLot {
  id: bigint;
  customerId: bigint;
  points: bigint;
  isMoved: boolean;
}

/**
 * Takes lots of an import back, in the caller's transaction: what is left of each goes back to the shop; what has been spent or has
 * ended stays as it is. @returns what became of each.
 */
export async function takeLotsOut(
  connection: PoolClient,
  shopId: bigint,
  importId: bigint,
  lotIds: readonly bigint[],
  at: Date,
): Promise<Map<bigint, TakenOut>> {
  const scope = await loyaltyScope(connection, shopId);
  const { rows } = await connection.query<OpenLot>(
    `select e.id, e.customer_id as "customerId", e.points, exists (select from ledger_entry x where x.shop_id = e.shop_id and x.customer_id = e.customer_id
       and x.credit = 'shop:transferred' and x.lots @> array[e.id]) as "isMoved"
     from ledger_entry e where e.shop_id = $1 and e.id = any($2::bigint[]) order by e.id`,
    [shopId, lotIds],
  );
  const taken = new Map<bigint, TakenOut>();
  if (!scope) return taken;
  const members = [...new Set(rows.map(({ customerId }) => customerId))];
  await lockAndAdvance(scope, members, at);
  for (const lot of rows) taken.set(lot.id, { points: lot.points, back: await takeBack(scope, importId, lot, at), isMoved: lot.isMoved });
  await settleStandings(scope, members, at);
  return taken;
}

async function takeBack(scope: LoyaltyScope, importId: bigint, lot: OpenLot, at: Date): Promise<bigint> {
  const { connection, shopId } = scope;
  const facts = { key: importKey(importId, String(lot.id), 'undo'), reason: 'import_undone' as const, programmeVersion: versionNumberAt(scope.versions, at) };
  const before = await readMember(scope, lot.customerId);
  const { outcome } = await post(connection, shopId, {
    ...facts,
    kind: 'revoke',
    lotId: lot.id,
    customerId: lot.customerId,
    occurredAt: at,
    explanation: { importId },
  });
  if (outcome === 'posted') return before.available - (await readMember(scope, lot.customerId)).available;
  const { rows } = await connection.query<{ points: bigint | null }>('select ledger_revoke_pending($1, $2, $3, $4, $5, $6, $7, $8) as points', [
    shopId,
    lot.customerId,
    lot.id,
    keyText(facts.key),
    facts.reason,
    at,
    facts.programmeVersion,
    JSON.stringify({ importId: String(importId) }),
  ]);
  return rows[0]?.points ?? 0n;
}

/** Takes back what an import had said of members beside their points: the tier it gave, the birthday and the beginning it told. */
export async function takeMembersOut(
  connection: PoolClient,
  shopId: bigint,
  importId: bigint,
  members: readonly { customerId: bigint; joinedAt: Date | null; toldBirthday: boolean }[],
  at: Date,
): Promise<void> {
  const scope = await loyaltyScope(connection, shopId);
  if (!scope) return;
  await lockAndAdvance(
    scope,
    members.map(({ customerId }) => customerId),
    at,
  );
  for (const { customerId, joinedAt, toldBirthday } of members) {
    await connection.query(
      `update loyalty_member set joined_at = coalesce($3, joined_at), birthday = case when $4 then null else birthday end, birthday_set_at = case when $4 then null else birthday_set_at end
       where shop_id = $1 and customer_id = $2`,
      [shopId, customerId, joinedAt, toldBirthday],
    );
    await takeTierBack(scope, importId, customerId, at);
    await settleStanding(scope, customerId, at, 'time');
  }
}

async function takeTierBack(scope: LoyaltyScope, importId: bigint, customerId: bigint, at: Date): Promise<void> {
  const { connection, shopId } = scope;
  const { rows } = await connection.query<{ id: bigint }>(
    `select id from loyalty_tier_change c where shop_id = $1 and customer_id = $2 and reason = 'imported' and detail ->> 'importId' = $3
       and not exists (select from loyalty_tier_change u where u.shop_id = c.shop_id and u.customer_id = c.customer_id and u.reason = 'import_undone' and u.detail ->> 'undoes' = c.id::text)`,
    [shopId, customerId, String(importId)],
  );
  for (const { id } of rows) {
    const [credit, gifts] = [await creditOf(scope, customerId), await giftsOf(scope, customerId, id)];
    const standing = walkTiers({ versions: scope.versions, credit, gifts, currency: scope.currency, zone: scope.zone }, at);
    const { tier } = await readMember(scope, customerId);
    await connection.query(
      `insert into loyalty_tier_change (shop_id, customer_id, from_tier, to_tier, reason, occurred_at, programme_version, detail) values ($1, $2, $3, $4, 'import_undone', $5, $6, $7)`,
      [shopId, customerId, tier, standing.tier, at, versionNumberAt(scope.versions, at), JSON.stringify({ undoes: String(id) })],
    );
    await connection.query('update loyalty_member set tier = $3 where shop_id = $1 and customer_id = $2', [shopId, customerId, standing.tier]);
  }
}
