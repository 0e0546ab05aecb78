import { freePort as freeFrom } from '../../scripts/lib/ports.mjs';

/** Below those that the system gives to outgoing connections, and some for each process: what was asked for and not yet used is nobody else's. */
let next = 20_000 + (process.pid % 400) * 30;

/** A port that nobody uses and that is given out once; with `following` more behind it for the same user. */
export async function freePort(following = 0): Promise<number> {
  const port = await freeFrom(next);
  next = port + 1 + following;
  return port;
}
