import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const POLL_MS = 1200;

/** Reads the page's data again and again while something is under way. */
export function usePolling(active: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active || state !== 'idle') return undefined;
    const timer = setTimeout(revalidate, POLL_MS);
    return () => clearTimeout(timer);
  }, [active, state, revalidate]);
}
