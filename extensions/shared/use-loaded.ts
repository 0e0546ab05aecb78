import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Answer } from './door';

export type Loaded<T> = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'ready'; value: T };

/** Reads as soon as it is shown, and again when asked to. @param read must stay the same function while it reads the same */
export function useLoaded<T>(read: () => Promise<Answer<T>>): { loaded: Loaded<T>; reload: () => void; /** As {@link reload}, with what is shown staying until there is something newer. */
  refresh: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    void read().then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setLoaded({ state: 'ready', value: answer.value });
      // What is shown is better than nothing.
      else setLoaded((now) => (now.state === 'ready' ? now : { state: 'failed', code: answer.error.code }));
    });
    return () => {
      isWanted = false;
    };
  }, [read, round]);
  const reload = useCallback(() => {
    setLoaded({ state: 'loading' });
    setRound((n) => n + 1);
  }, []);
  return { loaded, reload, refresh: useCallback(() => setRound((n) => n + 1), []) };
}
