/** JSON in which 64-bit integers are text: as numbers they would lose digits with whoever reads it. */
export const jsonText = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
