import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { inTransaction } from '../../state/database.ts';
import { toJsonText } from '../../state/rows.ts';
import type { Metafield as Doc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { UserError } from '../errors.ts';
import { gid, parseGid } from '../gid.ts';
import { createLoaders } from '../loaders.ts';
import { objectByGid } from '../queries/single.ts';
import { Metafield, realNamespace, type StoredMetafield } from '../types/metafield.ts';
import { mutation } from './payload.ts';

export interface MetafieldInput {
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}
type SetInput = MetafieldInput & { ownerId: string };
const perRequestMax = 25;
const bytesMax = 10 * 1024 * 1024;
const jsonBytesMax = 128 * 1024;
const ownerTypes: Record<string, Doc['ownerType']> = {
  Customer: 'CUSTOMER',
  Order: 'ORDER',
  Product: 'PRODUCT',
  Shop: 'SHOP',
  AppInstallation: 'APPINSTALLATION',
};

const integer = /^-?\d{1,16}$/;
const valid: Record<string, (value: string) => boolean> = {
  boolean: (value) => value === 'true' || value === 'false',
  number_integer: (value) => integer.test(value),
  number_decimal: (value) => /^-?\d{1,13}(\.\d{1,9})?$/.test(value),
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  date_time: (value) => !Number.isNaN(Date.parse(value)),
  single_line_text_field: (value) => value !== '' && !value.includes('\n'),
  multi_line_text_field: (value) => value !== '',
  json: isJson,
  money: isJson,
  rating: isJson,
  color: (value) => /^#[0-9a-fA-F]{6}$/.test(value),
  url: (value) => URL.canParse(value),
  id: (value) => value !== '',
};
function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return Buffer.byteLength(value) <= jsonBytesMax;
  } catch {
    return false;
  }
}
const isList = (value: string) => {
  try {
    return Array.isArray(JSON.parse(value));
  } catch {
    return false;
  }
};
const digestOf = (type: string, value: string) => createHash('sha256').update(`${type}\n${value}`).digest('hex');

async function ownerOf(api: Api, ownerId: string, field: string[]): Promise<{ type: Doc['ownerType']; id: string; object: object }> {
  const parsed = parseGid(ownerId);
  const type = parsed ? ownerTypes[parsed.type] : undefined;
  if (!parsed || !type) throw new UserError(field, 'Owner does not exist.', 'INVALID');
  const object = await objectByGid(api, ownerId);
  if (!object) throw new UserError(field, 'Owner does not exist.', 'INVALID');
  return { type, id: type === 'APPINSTALLATION' ? api.store.id : parsed.id, object };
}

function check(input: SetInput, type: string, at: string[]): void {
  if (!/^[\w-]{2,64}$/.test(input.key)) throw new UserError([...at, 'key'], 'Key must be 2 to 64 letters, digits, hyphens or underscores.', 'INVALID');
  if (Buffer.byteLength(input.value) > bytesMax) throw new UserError([...at, 'value'], 'Value is too long.', 'TOO_LONG');
  const ok = type.startsWith('list.') ? isList(input.value) : (valid[type]?.(input.value) ?? (type.endsWith('_reference') && parseGid(input.value) !== null));
  if (!ok && !(type in valid) && !type.endsWith('_reference') && !type.startsWith('list.'))
    throw new UserError([...at, 'type'], `Type ${type} is not a known type.`, 'INVALID_TYPE');
  if (!ok) throw new UserError([...at, 'value'], `Value is not a valid ${type}.`, 'INVALID_VALUE');
}

async function setOne(api: Api, client: PoolClient, input: SetInput, index: number, now: string): Promise<Metafield> {
  const at = ['metafields', String(index)];
  const owner = await ownerOf(api, input.ownerId, [...at, 'ownerId']);
  const namespace = realNamespace(api, input.namespace);
  const key = [api.domain, owner.type, owner.id, namespace, input.key];
  const { rows } = await client.query<{ doc: Doc }>(
    'select doc from devstore.metafield where domain = $1 and owner_type = $2 and owner_id = $3 and namespace = $4 and key = $5 for update',
    key,
  );
  const before = rows[0]?.doc;
  const type = input.type ?? before?.type;
  if (!type) throw new UserError([...at, 'type'], "Type can't be blank", 'BLANK');
  check(input, type, at);
  if (input.compareDigest !== undefined && (input.compareDigest ?? null) !== (before?.compareDigest ?? null))
    throw new UserError(at, 'The resource has been updated since it was loaded. Try again with an updated compareDigest value.', 'STALE_OBJECT');
  const doc: Doc = {
    ownerType: owner.type,
    ownerId: owner.id,
    namespace,
    key: input.key,
    type,
    value: input.value,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    compareDigest: digestOf(type, input.value),
  };
  const saved = await client.query<{ id: string }>(
    `insert into devstore.metafield (domain, owner_type, owner_id, namespace, key, created_at, updated_at, doc) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (domain, owner_type, owner_id, namespace, key) do update set updated_at = excluded.updated_at, doc = excluded.doc returning id::text`,
    [...key, doc.createdAt, now, toJsonText(doc)],
  );
  const stored: StoredMetafield = { ...doc, id: saved.rows[0]?.id ?? '0' };
  return new Metafield(stored, owner.object);
}

/** Sets all or none. @throws UserError for the first that cannot be */
export async function setMetafields(api: Api, inputs: SetInput[]): Promise<Metafield[]> {
  if (inputs.length > perRequestMax)
    throw new UserError(['metafields'], `Exceeded the maximum metafields input limit of ${perRequestMax}.`, 'LESS_THAN_OR_EQUAL_TO');
  const now = (await api.ctx.clock.now()).toISOString();
  return inTransaction(api.ctx.pool, async (client) => {
    // On one connection: who holds one and waits for a second can wait for each other.
    const inside = { ...api, db: client, loaders: createLoaders(client, api.domain) };
    const made: Metafield[] = [];
    for (const [index, input] of inputs.entries()) made.push(await setOne(inside, client, input, index, now));
    return made;
  });
}

const metafieldsSet = mutation({ empty: { metafields: null } }, async ({ metafields }: { metafields: SetInput[] }, api) => ({
  metafields: await setMetafields(api, metafields),
}));

const metafieldsDelete = mutation(
  { empty: { deletedMetafields: null } },
  async ({ metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] }, api) => {
    const deleted = [];
    for (const [index, input] of metafields.entries()) {
      const owner = await ownerOf(api, input.ownerId, ['metafields', String(index), 'ownerId']);
      const { rowCount } = await api.ctx.pool.query(
        'delete from devstore.metafield where domain = $1 and owner_type = $2 and owner_id = $3 and namespace = $4 and key = $5',
        [api.domain, owner.type, owner.id, realNamespace(api, input.namespace), input.key],
      );
      deleted.push(
        rowCount
          ? { __typename: 'MetafieldIdentifier', ownerId: gid(parseGid(input.ownerId)?.type ?? '', owner.id), namespace: input.namespace, key: input.key }
          : null,
      );
    }
    return { deletedMetafields: deleted };
  },
);

export const metafieldMutations = { metafieldsSet, metafieldsDelete };
