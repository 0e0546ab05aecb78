import {
  Box,
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
  type AppliedFilterInterface,
  type FilterInterface,
  type IndexFiltersProps,
} from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import type { ListName, ListView } from '~/domain/views/model';
import { useOnChange } from '../use-on-change';
import type { ListParams } from './use-list-params';
import { useSavedViews } from './use-saved-views';
import { ViewBanner } from './view-banner';
import { ViewDialogs } from './view-dialogs';
import { useViewTabs, type View } from './view-tabs';

const TYPING_PAUSE_MS = 300;

/** What the server says of a list's views. */
export interface ListViews {
  list: ListName;
  views: ListView[];
  missing: boolean;
}
export interface ListFiltersProps {
  params: ListParams;
  /** Views that every shop has; the first shows everything. */
  views: View[];
  saved: ListViews;
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
export function ListFilters(props: ListFiltersProps) {
  const { params, views: ready, keys, placeholder, sortOptions, defaultSort, filters, applied, loading } = props;
  const { list, views, missing } = props.saved;
  const [query, setQuery] = useTypedQuery(params);
  const { mode, setMode } = useSetIndexFiltersMode((query || applied.length) && !params.get('view') ? IndexFiltersMode.Filtering : IndexFiltersMode.Default);
  const all = [...keys, 'query', 'sort'];
  const saved = useSavedViews({ list, params, keys: all, views });
  const tabs = useViewTabs(ready, views, saved);
  const clear = () => params.set(Object.fromEntries([...keys, 'query'].map((key) => [key, null])));
  const choose = (index: number) => {
    const view = views[index - ready.length];
    if (view) return saved.open(view);
    const left = saved.active || missing ? [...all, 'columns', 'view'] : keys;
    return params.set({ ...Object.fromEntries(left.map((key) => [key, null])), ...ready[index]?.params });
  };
  const sort = sortOptions.some(({ value }) => value === params.get('sort')) ? params.get('sort') : defaultSort;
  return (
    <>
      <IndexFilters
        tabs={tabs}
        selected={selectedOf(props, saved.active)}
        onSelect={choose}
        canCreateNewView
        onCreateNewView={(name) => {
          saved.create(name);
          return Promise.resolve(true);
        }}
        mode={mode}
        setMode={setMode}
        queryValue={query}
        queryPlaceholder={placeholder}
        onQueryChange={setQuery}
        onQueryClear={() => setQuery('')}
        sortOptions={sortOptions}
        sortSelected={[sort]}
        onSort={([chosen]) => params.set({ sort: chosen === defaultSort ? saved.active && 'usual' : (chosen ?? null) })}
        filters={filters}
        appliedFilters={applied}
        onClearAll={clear}
        primaryAction={primaryOf(saved, query !== '' || applied.length > 0)}
        cancelAction={{ onAction: () => (saved.active ? saved.open(saved.active) : clear()) }}
        loading={loading || saved.busy}
        disableStickyMode
      />
      {missing || saved.active ? (
        <Box padding={missing || saved.active?.outdated.length || saved.active?.erased ? '200' : '0'}>
          <ViewBanner saved={saved} missing={missing} />
        </Box>
      ) : null}
      <ViewDialogs saved={saved} views={views} names={tabs.map(({ content }) => content)} />
    </>
  );
}

/** The tab of the saved view, else of the ready-made one that fits, else the first. */
function selectedOf({ params, views, saved, keys }: ListFiltersProps, active: ListView | null): number {
  if (active) return views.length + saved.views.indexOf(active);
  return Math.max(
    views.findIndex((view) => keys.every((key) => (view.params[key] ?? '') === params.get(key))),
    0,
  );
}

/** A saved view that has been changed can be saved as it is now; anything else under a name. */
function primaryOf(saved: ReturnType<typeof useSavedViews>, narrowed: boolean): NonNullable<IndexFiltersProps['primaryAction']> {
  const { active } = saved;
  const done = Promise.resolve(true);
  if (active)
    return {
      type: 'save',
      disabled: !saved.changed || saved.busy,
      onAction: () => {
        saved.save(active);
        return done;
      },
    };
  return {
    type: 'save-as',
    disabled: !narrowed || saved.busy,
    onAction: (name) => {
      saved.create(name);
      return done;
    },
  };
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
