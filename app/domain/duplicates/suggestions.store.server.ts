import { Prisma } from '@prisma/client';
import type { PoolClient } from 'pg';
import { withShop, withShopConnection } from '~/db/tenant.server';
import { jsonRows } from '~/db/rows.server';
import type { Cursor } from '../shared/keyset';
import { keysetScans, readScans, withShopList } from '../shared/keyset-sql.store.server';
import { strengthOf, type Evidence, type SuggestionView } from './model';

/** Two customers, or (`otherId` 0) a customer and the orders of guests. */
export interface FoundPair {
  oneId: bigint;
  otherId: bigint;
  evidence: Evidence[];
  strength: number;
}
export interface StoredSuggestion {
  id: bigint;
  oneId: bigint;
  otherId: bigint;
  strength: number;
  evidence: unknown;
  state: string;
}

/** Makes these be all open suggestions about these customers; what has been dismissed stays so, and what staff have chosen. */
export async function replaceSuggestions(client: PoolClient, shopId: bigint, about: bigint[], pairs: FoundPair[], now: Date): Promise<void> {
  const rows = pairs.map(({ oneId, otherId, evidence, strength }) => ({ one_id: oneId, other_id: otherId, evidence, strength }));
  const text = jsonRows(rows);
  const shape = 'n (one_id bigint, other_id bigint, evidence jsonb, strength smallint)';
  await client.query(
    `delete from duplicate_suggestion d where d.shop_id = $1 and d.state = 'open' and (d.one_id = any($2::bigint[]) or d.other_id = any($2::bigint[]))
       and not d.evidence @> '["chosen"]'
       and not exists (select from json_to_recordset($3::json) as ${shape} where n.one_id = d.one_id and n.other_id = d.other_id)`,
    [shopId, about, text],
  );
  await client.query(
    `insert into duplicate_suggestion as d (shop_id, one_id, other_id, strength, evidence, found_at)
     select $1, n.one_id, n.other_id, n.strength, n.evidence, $3 from json_to_recordset($2::json) as ${shape}
     on conflict (shop_id, one_id, other_id) do update set strength = excluded.strength, evidence = excluded.evidence
     where d.state = 'open' and not d.evidence @> '["chosen"]' and (d.strength, d.evidence) is distinct from (excluded.strength, excluded.evidence)`,
    [shopId, text, now],
  );
}

/**
 * Two customers whom somebody takes for one, to be compared and merged like those that were found; also when they had been put aside.
 * @returns the suggestion's id; `null` when one of them is not there, or is part of another
 */
export async function storeChosen(shopId: bigint, oneId: bigint, otherId: bigint, now: Date): Promise<bigint | null> {
  const evidence: Evidence[] = ['chosen'];
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ id: bigint }>(
      `insert into duplicate_suggestion as d (shop_id, one_id, other_id, strength, evidence, found_at)
       select $1, least($2::bigint, $3::bigint), greatest($2::bigint, $3::bigint), $4, $5, $6
       where (select count(*) from customer where shop_id = $1 and id = any(array[$2::bigint, $3::bigint]) and status = 'active') = 2
       on conflict (shop_id, one_id, other_id) do update set state = 'open', decided_by = null, decided_at = null
       returning id`,
      [shopId, oneId, otherId, strengthOf(evidence), JSON.stringify(evidence), now],
    ),
  );
  return rows[0]?.id ?? null;
}

const COLUMNS = Prisma.sql`d.id, d.one_id as "oneId", d.other_id as "otherId", d.strength, d.evidence, d.state`;

/** Up to `size + 1` suggestions, the strongest first. */
export function readSuggestions(shopId: bigint, view: SuggestionView, cursor: Cursor | null, size: number): Promise<StoredSuggestion[]> {
  const scans = keysetScans({ column: Prisma.sql`d.strength`, type: 'int', nullable: false, id: Prisma.sql`d.id` }, 'desc', cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) =>
        tx.$queryRaw<
          StoredSuggestion[]
        >`select ${COLUMNS} from duplicate_suggestion d where d.shop_id = ${shopId} and d.state = ${view} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
}

export async function findSuggestion(shopId: bigint, id: bigint): Promise<StoredSuggestion | null> {
  return withShop(shopId, (tx) => tx.duplicateSuggestion.findUnique({ where: { shopId_id: { shopId, id } } }));
}

export function countOpenSuggestions(shopId: bigint, max: number): Promise<number> {
  return withShop(shopId, (tx) => tx.duplicateSuggestion.count({ where: { shopId, state: 'open' }, take: max }));
}

/** Open suggestions about somebody. */
export function readSuggestionsOf(shopId: bigint, customerId: bigint): Promise<StoredSuggestion[]> {
  return withShop(shopId, (tx) =>
    tx.duplicateSuggestion.findMany({
      where: { shopId, state: 'open', OR: [{ oneId: customerId }, { otherId: customerId }] },
      orderBy: [{ strength: 'desc' }, { id: 'desc' }],
      take: 5,
    }),
  );
}

/** @returns false when it is not there any more. */
export async function setSuggestionState(shopId: bigint, id: bigint, state: SuggestionView, by: string, now: Date): Promise<boolean> {
  const { count } = await withShop(shopId, (tx) =>
    tx.duplicateSuggestion.updateMany({ where: { shopId, id }, data: { state, decidedBy: by, decidedAt: now } }),
  );
  return count > 0;
}
