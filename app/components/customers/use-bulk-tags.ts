import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { BulkProgress } from '~/domain/customers/model';
import type { ListParams } from '../list/use-list-params';
import { useOnChange } from '../use-on-change';
import type { BulkTagRequest } from './bulk-tag-modal';

const POLL_MS = 1000;

export interface BulkReply {
  actionId?: string;
  error?: string;
}

/** The whole of a bulk action from the page's side: ask, follow, undo. Which one is followed stands in the address, so that a reload keeps it. */
export function useBulkTags(params: ListParams) {
  const [request, setRequest] = useState<(BulkTagRequest & { clear: () => void }) | null>(null);
  const submitter = useFetcher<BulkReply>();
  const actionId = params.get('bulk');
  const action = useFollowed(actionId);
  const reply = submitter.state === 'idle' ? submitter.data : undefined;
  useOnChange(reply?.actionId, (begun) => {
    if (!begun || begun === actionId) return;
    request?.clear();
    setRequest(null);
    params.set({ bulk: begun });
  });
  const post = (body: Record<string, string>) => submitter.submit(body, { method: 'post', action: `/app/customers/bulk${location.search}` });
  return {
    request,
    open: (kind: BulkTagRequest['kind'], ids: string[] | 'all', clear: () => void) => setRequest({ kind, ids, clear }),
    close: () => setRequest(null),
    submit: (tags: string[]) => request && post({ intent: request.kind, tags: tags.join(','), ids: request.ids === 'all' ? 'all' : request.ids.join(',') }),
    undo: () => post({ intent: 'undo', actionId }),
    dismiss: () => params.set({ bulk: null }),
    submitting: submitter.state !== 'idle',
    error: reply?.error ?? null,
    action,
  };
}

/** The action's progress, asked for until it has ended; the list is then read again. */
function useFollowed(actionId: string): BulkProgress | null {
  const follower = useFetcher<BulkProgress>();
  const revalidator = useRevalidator();
  const current = follower.data && follower.data.id.toString() === actionId ? follower.data : null;
  const ended = current !== null && current.status !== 'running';
  const { load, state } = follower;
  useEffect(() => {
    if (!actionId || ended || state !== 'idle') return undefined;
    const timer = setTimeout(() => load(`/app/customers/bulk?id=${actionId}`), current ? POLL_MS : 0);
    return () => clearTimeout(timer);
  }, [actionId, ended, state, current, load]);
  useOnChange(ended, (now) => {
    if (now) revalidator.revalidate();
  });
  return actionId ? current : null;
}
