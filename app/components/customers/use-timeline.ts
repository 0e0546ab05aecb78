import { useFetcher, useLocation } from '@remix-run/react';
import { useState } from 'react';
import type { TimelineEntry, TimelineGroup } from '~/domain/customers/model';
import { useOnChange } from '../use-on-change';

export interface TimelinePage {
  entries: TimelineEntry[];
  next: string | null;
}

/** The timeline's pages so far. The first comes with the customer; others, and other groups, are asked for. */
export function useTimeline(first: TimelinePage) {
  const { pathname } = useLocation();
  const fetcher = useFetcher<TimelinePage & { group: TimelineGroup | ''; after: string | null }>();
  const [group, setGroup] = useState<TimelineGroup | ''>('');
  const [pages, setPages] = useState<TimelinePage | null>(null);
  const shown = pages ?? first;
  const load = (wanted: string, after: string | null) =>
    fetcher.load(`${pathname}/timeline?${new URLSearchParams({ ...(wanted && { group: wanted }), ...(after && { after }) })}`);
  // Another customer, or the same one read again.
  useOnChange(first, () => {
    setPages(null);
    setGroup('');
  });
  useOnChange(fetcher.data, (data) => {
    if (!data || data.group !== group) return;
    setPages(data.after ? { entries: [...shown.entries, ...data.entries], next: data.next } : data);
  });
  return {
    ...shown,
    group,
    loading: fetcher.state !== 'idle',
    choose: (wanted: string) => {
      setGroup(wanted as TimelineGroup | '');
      if (wanted) load(wanted, null);
      else setPages(null);
    },
    more: () => load(group, shown.next),
  };
}
