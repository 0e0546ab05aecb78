import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import type { ImportProgress } from '~/domain/imports/model';
import { useOnChange } from '../use-on-change';

const POLL_MS = 1500;

/**
 * The import's progress as the page was read, then live until it has ended; when it does, the page is read again. The first
 * import begins by itself a moment after the app has been installed, so that none yet is also followed.
 */
export function useImportProgress(loaded: ImportProgress | null) {
  const fetcher = useFetcher<{ progress: ImportProgress | null }>();
  const revalidator = useRevalidator();
  const progress = newer(loaded, fetcher.data?.progress ?? null);
  const expected = progress === null || progress.status === 'running';
  const { load, state } = fetcher;
  useEffect(() => {
    if (!expected || state !== 'idle') return undefined;
    const timer = setTimeout(() => load('/app/sync'), POLL_MS);
    return () => clearTimeout(timer);
  }, [expected, state, load, fetcher.data]);
  useOnChange(progress?.status, (status) => {
    if (status === 'done' && loaded?.status !== 'done') revalidator.revalidate();
  });
  return { progress, starting: state === 'submitting', start: () => fetcher.submit(null, { method: 'post', action: '/app/sync' }) };
}

/** Of two readings the later one: of a later run, or of the same run further on. */
function newer(loaded: ImportProgress | null, polled: ImportProgress | null): ImportProgress | null {
  if (!loaded || !polled) return polled ?? loaded;
  if (polled.runId !== loaded.runId) return polled.runId > loaded.runId ? polled : loaded;
  return loaded.status === 'running' ? polled : loaded;
}
