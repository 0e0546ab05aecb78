import { isWireObject, type Wire, type WireObject } from './wire.ts';

/** The payload with only the named fields. A field may be a path ("customer.id", "line_items.id"), which reaches into lists. */
export function includeFields(payload: WireObject, fields: readonly string[]): WireObject {
  if (fields.length === 0) return payload;
  return pick(
    payload,
    fields.map((field) => field.split('.')),
  );
}

function pick(value: WireObject, paths: string[][]): WireObject {
  const wanted = new Map<string, string[][]>();
  for (const [head, ...rest] of paths) if (head !== undefined) wanted.set(head, [...(wanted.get(head) ?? []), rest]);
  const kept: Record<string, Wire | undefined> = {};
  for (const [key, rests] of wanted) {
    if (!(key in value)) continue;
    const whole = rests.some((rest) => rest.length === 0);
    kept[key] = whole ? value[key] : pickDeep(value[key], rests);
  }
  return kept;
}

function pickDeep(value: Wire | undefined, paths: string[][]): Wire | undefined {
  if (Array.isArray(value)) return value.map((item: Wire) => pickDeep(item, paths) ?? null);
  return isWireObject(value) ? pick(value, paths) : value;
}
