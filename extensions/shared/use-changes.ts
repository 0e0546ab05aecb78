import { useEffect } from 'preact/hooks';

/** Something of the platform's that tells when it changes. */
interface Changing {
  value: unknown;
  subscribe(told: () => void): () => void;
}

/** Calls `changed` when one of these is another than before; that they stand already is no change, whether they tell it at once or not. */
export function useChanges(things: readonly Changing[], changed: () => void): void {
  useEffect(() => {
    const ends = things.map((thing) => {
      let last = thing.value;
      return thing.subscribe(() => {
        if (thing.value === last) return;
        last = thing.value;
        changed();
      });
    });
    return () => ends.forEach((end) => end());
  }, [things, changed]);
}
