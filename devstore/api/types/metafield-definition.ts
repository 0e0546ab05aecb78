import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { realNamespace } from './metafield.ts';
import { present } from '../present.ts';
import type { PageArgs } from '../page-args.ts';

export interface DefinitionArgs extends PageArgs {
  ownerType: string;
  namespace?: string | null;
  key?: string | null;
  query?: string | null;
}
export interface DefinitionInput {
  name: string;
  key: string;
  namespace?: string | null;
  ownerType: string;
  type: string;
  description?: string | null;
  pin?: boolean | null;
}
interface Doc {
  name: string;
  key: string;
  namespace: string;
  ownerType: string;
  type: string;
  description: string | null;
}
const known = new Set(['name', 'key', 'namespace', 'ownerType', 'type', 'description', 'pin']);

const definition = (id: string, doc: Doc) => ({
  __typename: 'MetafieldDefinition',
  id: gid('MetafieldDefinition', id),
  name: doc.name,
  key: doc.key,
  namespace: doc.namespace,
  ownerType: doc.ownerType,
  description: doc.description,
  type: { __typename: 'MetafieldDefinitionType', name: doc.type },
  validations: [],
  pinnedPosition: null,
  standardTemplate: null,
  validationStatus: 'ALL_VALID',
  useAsCollectionCondition: false,
});

/** Declares a metafield. @throws UserError when the name is taken */
export async function saveDefinition(api: Api, input: DefinitionInput): Promise<object> {
  const unknown = Object.keys(input).find((key) => !known.has(key));
  if (unknown) throw new NoAnswer(`metafieldDefinitionCreate(definition.${unknown}:)`);
  const doc: Doc = {
    name: input.name,
    key: input.key,
    namespace: realNamespace(api, input.namespace),
    ownerType: input.ownerType,
    type: input.type,
    description: input.description ?? null,
  };
  const { rows } = await api.ctx.pool.query<{ id: string }>(
    'insert into devstore.metafield_definition (domain, owner_type, namespace, key, doc) values ($1, $2, $3, $4, $5) on conflict do nothing returning id::text',
    [api.domain, doc.ownerType, doc.namespace, doc.key, JSON.stringify(doc)],
  );
  if (!rows[0]) throw new UserError(['definition', 'key'], 'Key is in use for another definition on this owner type.', 'TAKEN');
  return definition(rows[0].id, doc);
}

export async function metafieldDefinitions(api: Api, args: DefinitionArgs): Promise<object[]> {
  if (args.query) throw new NoAnswer('metafieldDefinitions(query:)');
  const { rows } = await api.db.query<{ id: string; doc: Doc }>(
    'select id::text, doc from devstore.metafield_definition where domain = $1 and owner_type = $2 and ($3::text is null or namespace = $3) and ($4::text is null or key = $4) order by id',
    [api.domain, args.ownerType, !present(args.namespace) ? null : realNamespace(api, args.namespace), args.key ?? null],
  );
  return rows.map((row) => definition(row.id, row.doc));
}
