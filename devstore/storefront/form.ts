import type { StorefrontContext } from './visit.ts';

/** The fields of a submitted form, however it was encoded; files are dropped. @throws SyntaxError when JSON is malformed. */
export async function readForm(c: StorefrontContext): Promise<URLSearchParams> {
  const type = c.req.header('content-type') ?? '';
  if (type.includes('application/json')) return flatten(await c.req.json());
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(await c.req.parseBody({ all: true }))) {
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') fields.append(name, one);
  }
  return fields;
}

/** JSON in the names that a form would have used: {updates: {1: 2}} is `updates[1]=2`. */
function flatten(value: unknown, prefix = '', into = new URLSearchParams()): URLSearchParams {
  if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) flatten(item, prefix === '' ? key : `${prefix}[${key}]`, into);
  } else if (value !== null && value !== undefined) into.append(prefix, String(value));
  return into;
}

/** A path of this store to return to; anything that leads elsewhere becomes `fallback`. */
export function safeReturn(path: string | null | undefined, fallback: string): string {
  return path && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : fallback;
}

/** A whole number of a query or form, or the fallback. */
export function wholeNumber(text: string | null | undefined, fallback: number, max: number): number {
  const value = /^\d{1,9}$/.test(text ?? '') ? Number(text) : fallback;
  return Math.min(value, max);
}
