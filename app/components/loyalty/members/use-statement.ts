import { useFetcher, useLocation } from '@remix-run/react';
import { useState } from 'react';
import type { StatementPage } from '~/domain/loyalty/members/model';
import { useOnChange } from '../../use-on-change';

/** The statement's pages so far. The first comes with the member, others are asked for. */
export function useStatement(first: StatementPage) {
  const { pathname } = useLocation();
  const fetcher = useFetcher<StatementPage>();
  const [more, setMore] = useState<StatementPage | null>(null);
  const shown = more ?? first;
  // Something has happened: the statement begins anew.
  useOnChange(first, () => setMore(null));
  useOnChange(fetcher.data, (page) => {
    if (!page) return;
    setMore({
      entries: [...shown.entries, ...page.entries],
      lots: [...page.lots, ...shown.lots],
      orders: [...page.orders, ...shown.orders],
      next: page.next,
    });
  });
  return {
    ...shown,
    loading: fetcher.state !== 'idle',
    more: () => shown.next !== null && fetcher.load(`${pathname}/statement?before=${shown.next}`),
  };
}
