import type { PoolClient } from 'pg';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import type { CustomerContact } from '../customers/model';
import { namesPerson } from './names-person';
import { openContent, sealedView, type ViewContent } from './views.store.server';

/**
 * Takes a person out of the saved views: a search that finds them, a name that names them, a tag that nobody else has. To be
 * called before their tags are deleted. @returns how many views it was.
 */
export async function forgetPersonInViews(connection: PoolClient, shopId: bigint, customerId: bigint | null, contact: CustomerContact | null): Promise<number> {
  const { rows } = await connection.query<{ id: bigint; list: string; sealed: Buffer }>(
    'select id, list, sealed from list_view where shop_id = $1 order by id for update',
    [shopId],
  );
  if (rows.length === 0) return 0;
  const keys = await shopKeys(shopId);
  const tags = await ownTags(connection, shopId, customerId);
  let forgotten = 0;
  for (const row of rows) {
    const view = openContent(keys, shopId, row);
    const without = view && withoutPerson(view, contact, tags);
    if (!without) continue;
    const { sealed, nameToken } = sealedView(keys, shopId, row, without);
    await connection.query('update list_view set sealed = $3, name_token = $4 where shop_id = $1 and id = $2', [
      shopId,
      row.id,
      Buffer.from(sealed),
      nameToken,
    ]);
    forgotten += 1;
  }
  return forgotten;
}

/** Tags that tell this one person, because nobody else has them. */
async function ownTags(connection: PoolClient, shopId: bigint, customerId: bigint | null): Promise<Set<string>> {
  if (customerId === null) return new Set();
  const { rows } = await connection.query<{ tag: string }>(
    `select t.tag from customer_tag t where t.shop_id = $1 and t.customer_id = $2
       and not exists (select from customer_tag o where o.shop_id = $1 and o.tag = t.tag and o.customer_id <> $2)`,
    [shopId, customerId],
  );
  return new Set(rows.map((row) => row.tag));
}

function withoutPerson(view: ViewContent, contact: CustomerContact | null, tags: ReadonlySet<string>): ViewContent | null {
  const { query, tag, ...params } = view.params;
  const inQuery = query !== undefined && contact !== null && namesPerson(query, contact);
  const inTag = tag !== undefined && tags.has(tag);
  const inName = (contact !== null && namesPerson(view.name, contact)) || [...tags].some((one) => view.name.toLowerCase().includes(one.toLowerCase()));
  if (!inQuery && !inTag && !inName) return null;
  return {
    ...view,
    name: inName ? '' : view.name,
    params: { ...params, ...(query !== undefined && !inQuery && { query }), ...(tag !== undefined && !inTag && { tag }) },
    erased: view.erased || inQuery || inTag,
  };
}
