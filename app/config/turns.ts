import { setImmediate as nextTurn } from 'node:timers/promises';

/** What others have to wait for at most, beyond one thing that takes longer. */
const TURN_MS = 1;

/** Makes what to ask, and wait for if it gives something, between things that take long in all: then whoever else waits for the event loop is let in. */
export function takeTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  const pause = async () => {
    await nextTurn();
    since = performance.now();
  };
  return () => (performance.now() - since < TURN_MS ? undefined : pause());
}

/** `Array.map` that takes turns with others, the answers of the database above all. */
export async function mapInTurns<T, Made>(things: readonly T[], make: (thing: T) => Made): Promise<Made[]> {
  const turn = takeTurns();
  const made: Made[] = [];
  for (const thing of things) {
    await turn();
    made.push(make(thing));
  }
  return made;
}
