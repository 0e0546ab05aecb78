/** JSON in which 64-bit integers are text: as numbers they would lose digits with whoever reads it. */
export const jsonText = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));

/** What a text says as JSON; `undefined`, which no JSON is, when it is none. For what comes from outside: a schema's next. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
