import { call } from './parent.ts';

/** A token is used until this long before it ends, so that it does not end on the way. */
const MARGIN_MS = 5_000;
let current: { token: string; endsAt: number } | null = null;
let asking: Promise<string> | null = null;

/** A session token that is good for a few seconds at least; asked from the shell when the last one is about to end. */
export async function idToken(): Promise<string> {
  if (current && current.endsAt - MARGIN_MS > Date.now()) return current.token;
  asking ??= call('idToken', null)
    .then((token) => {
      // Its life is measured from now and by its own length: the machine's clock may differ from the store's.
      current = { token, endsAt: Date.now() + lifeMs(token) };
      return token;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

export function forgetToken(): void {
  current = null;
}

function lifeMs(token: string): number {
  const claims = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number; iat?: number; nbf?: number };
  return ((claims.exp ?? 0) - (claims.iat ?? claims.nbf ?? 0)) * 1000;
}
