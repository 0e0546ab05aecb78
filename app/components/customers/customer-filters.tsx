import { Autocomplete, type AppliedFilterInterface, type FilterInterface, type IndexFiltersProps } from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { appliedChoice, choiceFilter } from '../list/choice-filter';
import { ListFilters, type ListViews } from '../list/list-filters';
import type { ListParams } from '../list/use-list-params';
import type { View } from '../list/view-tabs';
import { SpentFilter } from './spent-filter';

const KEYS = ['tag', 'consent', 'orders', 'spentMin', 'spentMax', 'lastOrder', 'status'] as const;

/** Search, filters, views and sorting of the list of customers. */
export function CustomerFilters({ params, tags, saved, loading }: { params: ListParams; tags: string[]; saved: ListViews; loading: boolean }) {
  const { t } = useTranslation();
  const choices = choicesOf(t);
  const spent = useAppliedSpent(params);
  const filters: FilterInterface[] = [
    { key: 'tag', label: t('customers.filters.tag'), shortcut: true, filter: <TagFilter params={params} tags={tags} /> },
    choiceFilter(params, 'consent', t('customers.filters.consent'), choices.consent),
    choiceFilter(params, 'orders', t('customers.filters.orders'), choices.orders),
    { key: 'spent', label: t('customers.filters.spent'), shortcut: true, filter: <SpentFilter params={params} /> },
    choiceFilter(params, 'lastOrder', t('customers.filters.lastOrder'), choices.lastOrder),
    choiceFilter(params, 'status', t('customers.filters.status'), choices.status),
  ];
  const tag = params.get('tag');
  const applied: AppliedFilterInterface[] = [
    ...(tag ? [{ key: 'tag', label: t('customers.filters.tagIs', { tag }), onRemove: () => params.set({ tag: null }) }] : []),
    ...appliedChoice(params, 'consent', choices.consent),
    ...appliedChoice(params, 'orders', choices.orders),
    ...spent,
    ...appliedChoice(params, 'lastOrder', choices.lastOrder),
    ...appliedChoice(params, 'status', choices.status),
  ];
  return (
    <ListFilters
      params={params}
      views={viewsOf(t)}
      saved={saved}
      keys={KEYS}
      placeholder={t('customers.search')}
      sortOptions={sortsOf(t)}
      defaultSort="lastOrder desc"
      filters={filters}
      applied={applied}
      loading={loading}
    />
  );
}

function choicesOf(t: TFunction) {
  const any = { value: '', label: t('lists.any') };
  const within = (days: number) => ({ value: `${days}d`, label: t('customers.lastOrderChoices.within', { days }) });
  const not = (days: number) => ({ value: `-${days}d`, label: t('customers.lastOrderChoices.not', { days }) });
  return {
    consent: [any, ...(['email', 'sms', 'none'] as const).map((value) => ({ value, label: t(`customers.consent.${value}`) }))],
    orders: [
      any,
      { value: '0', label: t('customers.ordersChoices.none') },
      { value: '1', label: t('customers.ordersChoices.one') },
      { value: '2+', label: t('customers.ordersChoices.two') },
      { value: '5+', label: t('customers.ordersChoices.five') },
      { value: '10+', label: t('customers.ordersChoices.ten') },
    ],
    lastOrder: [any, within(30), within(90), within(365), not(30), not(90), not(180), not(365)],
    status: [any, ...(['active', 'stub', 'deleted', 'redacted', 'merged'] as const).map((value) => ({ value, label: t(`customers.status.${value}`) }))],
  };
}

function viewsOf(t: TFunction): View[] {
  return [
    { id: 'all', label: t('customers.views.all'), params: {} },
    { id: 'firstTime', label: t('customers.views.firstTime'), params: { orders: '1' } },
    { id: 'repeat', label: t('customers.views.repeat'), params: { orders: '2+' } },
    { id: 'lapsed', label: t('customers.views.lapsed'), params: { lastOrder: '-90d' } },
    { id: 'subscribed', label: t('customers.views.subscribed'), params: { consent: 'email' } },
    { id: 'prospects', label: t('customers.views.prospects'), params: { orders: '0' } },
  ];
}

function sortsOf(t: TFunction): NonNullable<IndexFiltersProps['sortOptions']> {
  const dates = { desc: t('lists.newestFirst'), asc: t('lists.oldestFirst') };
  const amounts = { desc: t('lists.highestFirst'), asc: t('lists.lowestFirst') };
  return (['lastOrder', 'spent', 'orders', 'joined'] as const).flatMap((sort) => {
    const directions = sort === 'spent' || sort === 'orders' ? amounts : dates;
    const label = t(`customers.sort.${sort}`);
    return [
      { label, value: `${sort} asc` as const, directionLabel: directions.asc },
      { label, value: `${sort} desc` as const, directionLabel: directions.desc },
    ];
  });
}

function TagFilter({ params, tags }: { params: ListParams; tags: string[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState(params.get('tag'));
  const options = tags.filter((tag) => tag.toLowerCase().includes(text.toLowerCase())).slice(0, 30);
  const choose = (tag: string) => {
    setText(tag);
    params.set({ tag: tag || null });
  };
  return (
    <Autocomplete
      options={options.map((tag) => ({ value: tag, label: tag }))}
      selected={[params.get('tag')]}
      onSelect={([tag]) => choose(tag ?? '')}
      textField={
        <Autocomplete.TextField
          label={t('customers.filters.tag')}
          labelHidden
          value={text}
          onChange={setText}
          onBlur={() => text.trim() !== params.get('tag') && choose(text.trim())}
          autoComplete="off"
        />
      }
    />
  );
}

function useAppliedSpent(params: ListParams): AppliedFilterInterface[] {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = (name: string) => (/^-?\d{1,15}$/.test(params.get(name)) ? format.money(BigInt(params.get(name))) : null);
  const [from, to] = [amount('spentMin'), amount('spentMax')];
  if (!from && !to) return [];
  const label =
    from && to ? t('customers.filters.spentBetween', { from, to }) : from ? t('customers.filters.spentFrom', { from }) : t('customers.filters.spentTo', { to });
  return [{ key: 'spent', label, onRemove: () => params.set({ spentMin: null, spentMax: null }) }];
}
