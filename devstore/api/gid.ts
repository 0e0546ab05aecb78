import type { Id } from '../state/model/values.ts';

/** `gid://shopify/Order/123`. */
export const gid = (type: string, id: Id): string => `gid://shopify/${type}/${id}`;

/** The parts of a Shopify id, or null when the text is not one. */
export function parseGid(text: string): { type: string; id: Id } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,19})(\?.*)?$/.exec(text);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : null;
}
