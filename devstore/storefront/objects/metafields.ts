import { Drop } from 'liquidjs';
import type { Queryable } from '../../state/database.ts';
import type { Metafield } from '../../state/model.ts';
import type { Id, Json } from '../../state/model/values.ts';
import { listMetafields } from '../../state/read.ts';
import { Lenient, lenientJson } from '../liquid/lenient.ts';

/** The value of a metafield as Liquid gives it: numbers, true or false, lists and JSON instead of their text. */
function typedValue(field: Pick<Metafield, 'type' | 'value'>): unknown {
  if (field.type === 'number_integer') return Number.isSafeInteger(Number(field.value)) ? Number(field.value) : field.value;
  if (field.type === 'number_decimal') return Number(field.value);
  if (field.type === 'boolean') return field.value === 'true';
  if (field.type === 'json' || field.type.startsWith('list.') || ['money', 'rating', 'dimension', 'volume', 'weight', 'link'].includes(field.type)) {
    return lenientJson(JSON.parse(field.value) as Json);
  }
  return field.value;
}

class MetafieldDrop extends Drop {
  readonly type: string;
  readonly value: unknown;
  readonly #text: string;
  constructor(field: Metafield) {
    super();
    this.type = field.type;
    this.value = typedValue(field);
    this.#text = field.value;
  }
  override liquidMethodMissing(key: string | number): boolean | null {
    return key === 'list?' ? this.type.startsWith('list.') : null;
  }
  override toString(): string {
    return this.#text;
  }
}

/** What the app calls `$app` is stored with the app's number in it: `app--123`, `app--123--loyalty`. */
const ofApp = /^app--\d+(?=--|$)/;
const shortName = (namespace: string): string => (ofApp.test(namespace) ? namespace.replace(ofApp, '$app').replace('$app--', '$app:') : namespace);

/** `owner.metafields` of a document: by namespace, then by key; what is not there is nil. */
export function metafieldsOf(fields: Metafield[]): Lenient {
  const namespaces = new Map<string, Record<string, MetafieldDrop>>();
  for (const field of fields) {
    for (const name of new Set([field.namespace, shortName(field.namespace)])) {
      namespaces.set(name, { ...namespaces.get(name), [field.key]: new MetafieldDrop(field) });
    }
  }
  return new Lenient(Object.fromEntries([...namespaces].map(([name, keys]) => [name, new Lenient(keys)])));
}

/** A property that Liquid calls when a template asks for it, so that pages without metafields cost no query. */
export function lazyMetafields(db: Queryable, domain: string, ownerType: Metafield['ownerType'], ownerId: Id): () => Promise<Lenient> {
  let loaded: Promise<Lenient> | undefined;
  return () => (loaded ??= listMetafields(db, domain, ownerType, ownerId).then(metafieldsOf));
}
