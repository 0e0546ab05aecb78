/** Shopify's ids exceed what a JavaScript number holds: they are taken out of the GID's text. */
const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,19})(?:\?.*)?$/;

/** @throws Error when the text is not a Shopify GID (of that kind, when one is named). */
export function idFromGid(gid: string, kind?: string): bigint {
  const match = GID.exec(gid);
  if (!match?.[2] || (kind && match[1] !== kind)) throw new Error(`Not a Shopify id${kind ? ` of a ${kind}` : ''}: ${gid.slice(0, 80)}`);
  return BigInt(match[2]);
}

export function gid(kind: string, id: bigint): string {
  return `gid://shopify/${kind}/${id}`;
}
