import { useEffect, useRef, useState } from 'preact/hooks';
import type { Till } from './till-door';

const LOOK_MS = 1_000;
/** As long as a clerk may be at it; whoever opens it again begins anew. */
const LOOK_TIMES_MAX = 15 * 60;

/**
 * Calls `changed` whenever the modal that was opened from here has changed the member: the till tells a view neither that nor when its modal is
 * closed, but the two share its storage. @returns what to call when the modal is opened
 */
export function useMarked(till: Till, changed: () => void): () => void {
  const [opened, setOpened] = useState(0);
  const last = useRef<unknown>(undefined);
  useEffect(() => {
    if (opened === 0) return undefined;
    let times = 0;
    const timer = setInterval(() => {
      times += 1;
      if (times >= LOOK_TIMES_MAX) clearInterval(timer);
      void till.mark().then((mark) => {
        if (mark === last.current) return;
        last.current = mark;
        changed();
      });
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [opened, till, changed]);
  return () => {
    // What stands there is from before.
    void till.mark().then((mark) => {
      last.current = mark;
      setOpened((n) => n + 1);
    });
  };
}
