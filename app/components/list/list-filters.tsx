import {
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
  type AppliedFilterInterface,
  type FilterInterface,
  type IndexFiltersProps,
} from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { useOnChange } from '../use-on-change';
import type { ListParams } from './use-list-params';

const TYPING_PAUSE_MS = 300;

/** A ready-made choice of filters, shown as a tab. */
export interface View {
  id: string;
  label: string;
  params: Record<string, string>;
}
export interface ListFiltersProps {
  params: ListParams;
  views: View[];
  /** Every parameter that a view or a filter may set. */
  keys: readonly string[];
  placeholder: string;
  sortOptions: NonNullable<IndexFiltersProps['sortOptions']>;
  defaultSort: string;
  filters: FilterInterface[];
  applied: AppliedFilterInterface[];
  loading: boolean;
}

/** Views, search, filters and sorting above a list; all of it is kept in the address. */
export function ListFilters({ params, views, keys, placeholder, sortOptions, defaultSort, filters, applied, loading }: ListFiltersProps) {
  const [query, setQuery] = useTypedQuery(params);
  const { mode, setMode } = useSetIndexFiltersMode(query || applied.length ? IndexFiltersMode.Filtering : IndexFiltersMode.Default);
  const selected = views.findIndex((view) => keys.every((key) => (view.params[key] ?? '') === params.get(key)));
  const clear = () => params.set(Object.fromEntries([...keys, 'query'].map((key) => [key, null])));
  const choose = (index: number) => params.set({ ...Object.fromEntries(keys.map((key) => [key, null])), ...views[index]?.params });
  return (
    <IndexFilters
      tabs={views.map((view, index) => ({ id: view.id, content: view.label, index, isLocked: index === 0 }))}
      selected={Math.max(selected, 0)}
      onSelect={choose}
      canCreateNewView={false}
      mode={mode}
      setMode={setMode}
      queryValue={query}
      queryPlaceholder={placeholder}
      onQueryChange={setQuery}
      onQueryClear={() => setQuery('')}
      sortOptions={sortOptions}
      sortSelected={[params.get('sort') || defaultSort]}
      onSort={([sort]) => params.set({ sort: sort === defaultSort ? null : (sort ?? null) })}
      filters={filters}
      appliedFilters={applied}
      onClearAll={clear}
      cancelAction={{ onAction: clear }}
      loading={loading}
      disableStickyMode
    />
  );
}

/** What is being typed is shown at once, and looked up when the typing pauses. */
function useTypedQuery(params: ListParams) {
  const stored = params.get('query');
  const [typed, setTyped] = useState(stored);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const latest = useRef(params);
  useEffect(() => {
    latest.current = params;
  });
  useOnChange(stored, setTyped);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current.set({ query: text.trim() || null }), TYPING_PAUSE_MS);
  };
  return [typed, change] as const;
}
