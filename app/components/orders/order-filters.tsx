import type { IndexFiltersProps } from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { appliedChoice, choiceFilter } from '../list/choice-filter';
import { ListFilters, type ListViews } from '../list/list-filters';
import type { ListParams } from '../list/use-list-params';
import type { View } from '../list/view-tabs';

const KEYS = ['payment', 'fulfillment', 'placed', 'state', 'customerId'] as const;

/** Search, filters, views and sorting of the list of orders. */
export function OrderFilters({ params, saved, loading }: { params: ListParams; saved: ListViews; loading: boolean }) {
  const { t } = useTranslation();
  const choices = choicesOf(t);
  const ofCustomer = params.get('customerId')
    ? [{ key: 'customerId', label: t('orders.filters.ofCustomer'), onRemove: () => params.set({ customerId: null }) }]
    : [];
  const filters = (['payment', 'fulfillment', 'placed', 'state'] as const).map((key) => choiceFilter(params, key, t(`orders.filters.${key}`), choices[key]));
  const applied = (['payment', 'fulfillment', 'placed', 'state'] as const).flatMap((key) => appliedChoice(params, key, choices[key]));
  return (
    <ListFilters
      params={params}
      views={viewsOf(t)}
      saved={saved}
      keys={KEYS}
      placeholder={t('orders.search')}
      sortOptions={sortsOf(t)}
      defaultSort="placed desc"
      filters={filters}
      applied={[...applied, ...ofCustomer]}
      loading={loading}
    />
  );
}

function choicesOf(t: TFunction) {
  const any = { value: '', label: t('lists.any') };
  const payments = ['pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided'] as const;
  const fulfillments = ['unfulfilled', 'partially_fulfilled', 'fulfilled'] as const;
  return {
    payment: [any, ...payments.map((value) => ({ value, label: t(`orders.payment.${value}`) }))],
    fulfillment: [any, ...fulfillments.map((value) => ({ value, label: t(`orders.fulfillment.${value}`) }))],
    placed: [any, ...[1, 7, 30, 90, 365].map((days) => ({ value: `${days}d`, label: t('orders.filters.withinDays', { days }) }))],
    state: [any, ...(['open', 'cancelled', 'test'] as const).map((value) => ({ value, label: t(`orders.states.${value}`) }))],
  };
}

function viewsOf(t: TFunction): View[] {
  return [
    { id: 'all', label: t('orders.views.all'), params: {} },
    { id: 'unfulfilled', label: t('orders.views.unfulfilled'), params: { fulfillment: 'unfulfilled' } },
    { id: 'unpaid', label: t('orders.views.unpaid'), params: { payment: 'pending' } },
    { id: 'open', label: t('orders.views.open'), params: { state: 'open' } },
    { id: 'refunded', label: t('orders.views.refunded'), params: { payment: 'refunded' } },
    { id: 'cancelled', label: t('orders.views.cancelled'), params: { state: 'cancelled' } },
  ];
}

function sortsOf(t: TFunction): NonNullable<IndexFiltersProps['sortOptions']> {
  return [
    { label: t('orders.sort.placed'), value: 'placed asc', directionLabel: t('lists.oldestFirst') },
    { label: t('orders.sort.placed'), value: 'placed desc', directionLabel: t('lists.newestFirst') },
    { label: t('orders.sort.total'), value: 'total asc', directionLabel: t('lists.lowestFirst') },
    { label: t('orders.sort.total'), value: 'total desc', directionLabel: t('lists.highestFirst') },
  ];
}
