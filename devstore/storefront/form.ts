import { HTTPException } from 'hono/http-exception';
import type { StorefrontContext } from './visit.ts';

/** Text that PostgreSQL can hold: no NUL, no half of a character. */
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString();

/** The fields of a submitted form, however it was encoded; files are dropped. @throws HTTPException (400) when it cannot be read */
export async function readForm(c: StorefrontContext): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  try {
    if (c.req.header('content-type')?.includes('application/json')) flatten(await c.req.json(), '', fields);
    else {
      for (const [name, value] of Object.entries(await c.req.parseBody({ all: true }))) {
        for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') fields.append(clean(name), clean(one));
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw new HTTPException(400, { message: 'The form could not be read.' });
    throw error;
  }
  return fields;
}

/** JSON in the names that a form would have used: {updates: {1: 2}} is `updates[1]=2`. */
function flatten(value: unknown, prefix: string, into: URLSearchParams): void {
  if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) flatten(item, prefix === '' ? key : `${prefix}[${key}]`, into);
  } else if (typeof value === 'string') into.append(clean(prefix), clean(value));
  else if (typeof value === 'number' || typeof value === 'boolean') into.append(clean(prefix), String(value));
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
