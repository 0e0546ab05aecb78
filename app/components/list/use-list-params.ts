import { useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';

type Changes = Record<string, string | null>;

/** The page's own parameters; what else stands in the address (Shopify's `shop`, `host`, tokens) is not ours. */
export interface ListParams {
  get: (name: string) => string;
  /** Changes parameters (`null` removes one) and goes back to the first page. */
  set: (changes: Changes) => void;
  /** Changes parameters that decide how the rows are shown, not which: the page stays. */
  show: (changes: Changes) => void;
  goTo: (cursor: string) => void;
}

/** A list's search, filters, order, view and place live in the address: back, reload and a shared link all keep them. */
export function useListParams(): ListParams {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Changes, { replace, stay }: { replace: boolean; stay: boolean }) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          for (const token of ['id_token', 'session', 'hmac', 'timestamp']) next.delete(token);
          return next;
        },
        { replace, preventScrollReset: stay },
      ),
    [setParams],
  );
  return {
    get: (name) => params.get(name) ?? '',
    set: (changes) => change({ ...changes, cursor: null }, { replace: true, stay: true }),
    show: (changes) => change(changes, { replace: true, stay: true }),
    goTo: (cursor) => change({ cursor }, { replace: false, stay: false }),
  };
}
