/** A number given as its decimal text, because Shopify's ids do not fit into a JavaScript number. */
export class Exact {
  constructor(readonly digits: string) {
    if (!/^-?\d+(\.\d+)?$/.test(digits)) throw new TypeError(`Not a number: ${digits}`);
  }
}

/** JSON as it goes over the wire. A key whose value is undefined is left out. */
export type Wire = null | boolean | number | string | Exact | readonly Wire[] | WireObject;
export interface WireObject {
  readonly [key: string]: Wire | undefined;
}

/** An id as an exact JSON number. */
export const exact = (id: string): Exact => new Exact(id);
export const exactOrNull = (id: string | null | undefined): Exact | null => (id === null || id === undefined ? null : new Exact(id));
export const gid = (type: string, id: string): string => `gid://shopify/${type}/${id}`;

export const isWireObject = (value: Wire | undefined): value is WireObject =>
  typeof value === 'object' && value !== null && !(value instanceof Exact) && !Array.isArray(value);

/** The JSON text, with every `Exact` written digit by digit. */
export function writeWire(value: Wire): string {
  if (value instanceof Exact) return value.digits;
  if (Array.isArray(value)) return `[${value.map(writeWire).join(',')}]`;
  if (!isWireObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [`${JSON.stringify(key)}:${writeWire(member)}`]));
  return `{${members.join(',')}}`;
}
