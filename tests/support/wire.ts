const send = globalThis.fetch;
const nothing = () => Promise.reject(new Error('Nothing was held.'));

/**
 * What goes over the wire to the store, by the names of its operations, and what becomes of it there. Import it before anything
 * of the app.
 */
export const wire = {
  sent: [] as string[],
  /** Whether an answer is lost on its way: the store has done what it was asked for. */
  lose: null as ((operation: string) => boolean) | null,
  /** The next request of that operation does not arrive until {@link arrive} is called, long after it was given up. */
  hold: null as string | null,
  arrive: nothing as () => Promise<void>,
  /** All goes right again. */
  mend(): void {
    Object.assign(wire, { lose: null, hold: null, arrive: nothing });
  },
};

globalThis.fetch = async (input, init) => {
  const operation = /(?:mutation|query) (\w+)/.exec(typeof init?.body === 'string' ? init.body : '')?.[1] ?? '';
  if (operation && wire.hold === operation) {
    wire.hold = null;
    wire.arrive = async () => void (await send(input, { ...init, signal: null }));
    throw new TypeError('fetch failed');
  }
  const answer = await send(input, init);
  if (operation) wire.sent.push(operation);
  if (operation && wire.lose?.(operation)) throw new TypeError('fetch failed');
  return answer;
};
