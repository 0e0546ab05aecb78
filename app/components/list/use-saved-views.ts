import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListName, ListView, ViewParams } from '~/domain/views/model';
import { useOnChange } from '../use-on-change';
import type { ListParams } from './use-list-params';

/** What is being asked of the person: a name for a view, or whether one is to go. */
export type ViewDialog =
  /** `quiet`: the name has been asked for already; it is asked for again when it is taken. */
  { kind: 'create'; name: string; view: Said; quiet: boolean } | { kind: 'rename' | 'delete'; name: string; id: string };
interface Said {
  params: ViewParams;
  columns: string[] | null;
}
interface Reply {
  intent: string | null;
  viewId: string | null;
  error: string | null;
}

export interface SavedViewsOptions {
  list: ListName;
  params: ListParams;
  /** Every parameter of the list that a view may keep, its search and order among them. */
  keys: readonly string[];
  views: ListView[];
}

/** Everything that can be done with the views of a list, from the page's side. */
export function useSavedViews({ list, params, keys, views }: SavedViewsOptions) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<ViewDialog | null>(null);
  const [error, setError] = useState<string | null>(null);
  const fetcher = useFetcher<Reply>();
  const reply = fetcher.state === 'idle' ? fetcher.data : undefined;
  const active = views.find((view) => view.id.toString() === params.get('view')) ?? null;
  const current = (): Said => ({
    params: Object.fromEntries(keys.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : []))),
    columns: params.get('columns') ? params.get('columns').split(',') : null,
  });
  const ask = (next: ViewDialog | null) => {
    setError(null);
    setDialog(next);
  };
  const post = (body: Record<string, string>) => {
    setError(null);
    void fetcher.submit({ list, ...body }, { method: 'post', action: '/app/views' });
  };
  const create = (name: string) => {
    const view = dialog?.kind === 'create' ? dialog.view : current();
    // Kept until the server has said that the name is free.
    setDialog(dialog?.kind === 'create' ? { ...dialog, name } : { kind: 'create', name, view, quiet: true });
    post({ intent: 'create', name, view: JSON.stringify(view) });
  };
  const open = (view: Said & { id: string }) =>
    params.set({
      ...Object.fromEntries(keys.map((key) => [key, null])),
      sort: 'usual',
      ...view.params,
      columns: view.columns?.join(',') ?? null,
      view: view.id,
    });
  useOnChange(reply, (answer) => {
    if (!answer) return;
    if (answer.error) {
      setError(answer.error);
      return;
    }
    if (answer.intent === 'create' && dialog?.kind === 'create' && answer.viewId) open({ ...dialog.view, id: answer.viewId });
    if (answer.intent === 'delete' && answer.viewId === params.get('view'))
      params.set(Object.fromEntries([...keys, 'view', 'columns'].map((key) => [key, null])));
    setDialog(null);
    const told = TOLD.find((intent) => intent === answer.intent);
    if (told) window.shopify.toast.show(t(`views.told.${told}`));
  });
  return {
    active,
    changed: active !== null && isChanged(active, params, keys),
    dialog: dialog?.kind === 'create' && dialog.quiet && !error ? null : dialog,
    ask,
    busy: fetcher.state !== 'idle',
    error,
    create,
    open: (view: ListView) => open({ ...view, id: view.id.toString() }),
    save: (view: ListView) => post({ intent: 'save', id: view.id.toString(), view: JSON.stringify(current()) }),
    rename: (id: string, name: string) => post({ intent: 'rename', id, name }),
    remove: (id: string) => post({ intent: 'delete', id }),
    move: (view: ListView, intent: 'forward' | 'back') => post({ intent, id: view.id.toString() }),
  };
}
export type SavedViews = ReturnType<typeof useSavedViews>;

const TOLD = ['create', 'rename', 'save', 'delete'] as const;

/** Whether the list is looked at otherwise than the view says. */
function isChanged(view: ListView, params: ListParams, keys: readonly string[]): boolean {
  const said = (key: string) => (key === 'sort' ? (view.params['sort'] ?? 'usual') : (view.params[key] ?? ''));
  const shown = (key: string) => (key === 'sort' ? params.get('sort') || 'usual' : params.get(key));
  return view.outdated.length > 0 || view.erased || keys.some((key) => said(key) !== shown(key)) || (view.columns?.join(',') ?? '') !== params.get('columns');
}
