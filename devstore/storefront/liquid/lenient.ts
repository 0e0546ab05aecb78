import { Drop } from 'liquidjs';
import type { Json } from '../../state/model/values.ts';

/**
 * An object whose absent properties are nil instead of an error, as at Shopify: for what merchants and apps define
 * (settings, metafields, form errors), where a missing name is normal. Everything else stays strict.
 */
export class Lenient extends Drop {
  constructor(properties: Readonly<Record<string, unknown>> = {}) {
    super();
    Object.assign(this, properties);
  }
  override liquidMethodMissing(): null {
    return null;
  }
}

/** JSON as Liquid sees it: every object in it is lenient. */
export function lenientJson(value: Json): unknown {
  if (Array.isArray(value)) return value.map(lenientJson);
  if (value === null || typeof value !== 'object') return value;
  return new Lenient(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, lenientJson(item)])));
}
