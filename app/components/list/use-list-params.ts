import { useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';

/** The page's own parameters; what else stands in the address (Shopify's `shop`, `host`, tokens) is not ours. */
export interface ListParams {
  get: (name: string) => string;
  /** Changes parameters (`null` removes one) and goes back to the first page. */
  set: (changes: Record<string, string | null>) => void;
  goTo: (cursor: string) => void;
}

/** A list's search, filters, order and place live in the address: back, reload and a shared link all keep them. */
export function useListParams(): ListParams {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | null>, replace: boolean) =>
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
        { replace, preventScrollReset: !('cursor' in changes && changes['cursor']) },
      ),
    [setParams],
  );
  return {
    get: (name) => params.get(name) ?? '',
    set: (changes) => change({ ...changes, cursor: null }, true),
    goTo: (cursor) => change({ cursor }, false),
  };
}
