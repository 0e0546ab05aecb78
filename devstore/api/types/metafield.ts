import type { Metafield as Doc } from '../../state/model.ts';
import type { Id } from '../../state/model/values.ts';
import type { Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { whenHere } from '../loaders.ts';
import { present } from '../present.ts';
import type { PageArgs } from '../page-args.ts';

export interface MetafieldArgs {
  namespace?: string | null;
  key: string;
}
export interface MetafieldsArgs extends PageArgs {
  namespace?: string | null;
  keys?: string[] | null;
}
/** A metafield with the number the table gave it. */
export type StoredMetafield = Doc & { id: Id };

/** The namespace behind `$app`: on Shopify it carries the app's number. */
export const appNamespace = (clientId: string): string => `app--${clientId.replaceAll(/\D/g, '').slice(0, 12).padStart(6, '1')}`;

/** `$app` and `$app:x` stand for a namespace that only this app can write; no namespace at all means `$app`. */
export function realNamespace(api: Api, namespace: string | null | undefined): string {
  const own = appNamespace(api.installation.clientId);
  if (!present(namespace) || namespace === '$app') return own;
  return namespace.startsWith('$app:') ? `${own}--${namespace.slice('$app:'.length)}` : namespace;
}

const jsonTypes = /^(json|boolean|number_integer|rating|money|dimension|volume|weight|rich_text_field|link)$|^list\./;
function jsonValue(doc: Doc): unknown {
  if (!jsonTypes.test(doc.type)) return doc.value;
  try {
    return JSON.parse(doc.value);
  } catch {
    return doc.value;
  }
}

export class Metafield {
  readonly __typename = 'Metafield';
  constructor(
    readonly doc: StoredMetafield,
    readonly owner: object | null,
  ) {}
  get id() {
    return gid('Metafield', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get namespace() {
    return this.doc.namespace;
  }
  get key() {
    return this.doc.key;
  }
  get type() {
    return this.doc.type;
  }
  get value() {
    return this.doc.value;
  }
  get jsonValue() {
    return jsonValue(this.doc);
  }
  get compareDigest() {
    return this.doc.compareDigest;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
  get ownerType() {
    return this.doc.ownerType === 'APPINSTALLATION' ? 'API_PERMISSION' : this.doc.ownerType;
  }
  get sizeInBytes() {
    return Buffer.byteLength(this.doc.value);
  }
  get definition() {
    return null;
  }
  get reference() {
    return null;
  }
  get references() {
    return null;
  }
}

/** One metafield of an owner, or null. */
export function metafieldOf(api: Api, ownerType: Doc['ownerType'], ownerId: Id, args: MetafieldArgs, owner: object) {
  const [namespace, key] =
    args.key.includes('.') && !present(args.namespace) ? [args.key.split('.')[0], args.key.split('.').slice(1).join('.')] : [args.namespace, args.key];
  const wanted = realNamespace(api, namespace);
  return whenHere(api.loaders.metafields[ownerType].get(ownerId), (docs) => {
    const doc = docs?.find((one) => one.namespace === wanted && one.key === key);
    return doc ? new Metafield(doc, owner) : null;
  });
}

/** An owner's metafields; all namespaces unless one is named. `keys` are `namespace.key`. */
export function metafieldsOf(api: Api, ownerType: Doc['ownerType'], ownerId: Id, args: MetafieldsArgs, owner: object) {
  const namespace = !present(args.namespace) ? null : realNamespace(api, args.namespace);
  const keys = args.keys?.map((key) => key.replace(/^(\$app(?::[^.]+)?)\./, (_, short: string) => `${realNamespace(api, short)}.`));
  return whenHere(api.loaders.metafields[ownerType].get(ownerId), (docs) => {
    const wanted = (docs ?? []).filter((doc) => (namespace === null || doc.namespace === namespace) && (!keys || keys.includes(`${doc.namespace}.${doc.key}`)));
    return listConnection(api, wanted, args, (doc) => new Metafield(doc, owner));
  });
}
