/**
 * Work on one connection that does not wait for each other's answers: its statements go out at once, in the order in which they are
 * asked for, and PostgreSQL takes the next while we make the one after. All of it has ended when this resolves or rejects, so that
 * nothing is asked on a connection that has been given back. @throws what the first of them throws that fails; the rest then fails for that reason
 */
export async function together<T extends readonly unknown[] | []>(work: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
