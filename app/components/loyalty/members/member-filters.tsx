import type { AppliedFilterInterface, FilterInterface, IndexFiltersProps } from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { NO_TIER, type TierName } from '~/domain/loyalty/members/model';
import { appliedChoice, choiceFilter, type Choice } from '../../list/choice-filter';
import { ListFilters, type ListViews } from '../../list/list-filters';
import type { ListParams } from '../../list/use-list-params';
import type { View } from '../../list/view-tabs';
import { useTierName } from './use-tier-name';

const KEYS = ['tier', 'has', 'ending', 'pinned'] as const;

/** Search, filters, views and sorting of the list of members. */
export function MemberFilters({ params, tiers, saved, loading }: { params: ListParams; tiers: TierName[]; saved: ListViews; loading: boolean }) {
  const { t } = useTranslation();
  const nameOf = useTierName(tiers);
  const choices = choicesOf(t, tiers, nameOf);
  const filters: FilterInterface[] = KEYS.map((key) => choiceFilter(params, key, t(`members.filters.${key}`), choices[key]));
  const applied: AppliedFilterInterface[] = KEYS.flatMap((key) => appliedChoice(params, key, choices[key]));
  return (
    <ListFilters
      params={params}
      views={viewsOf(t)}
      saved={saved}
      keys={KEYS}
      placeholder={t('members.search')}
      sortOptions={sortsOf(t)}
      defaultSort="available desc"
      filters={filters}
      applied={applied}
      loading={loading}
    />
  );
}

function choicesOf(t: TFunction, tiers: TierName[], nameOf: (tier: string | null) => string): Record<(typeof KEYS)[number], Choice[]> {
  const any = { value: '', label: t('lists.any') };
  return {
    tier: [any, ...tiers.map(({ id }) => ({ value: id, label: nameOf(id) })), { value: NO_TIER, label: nameOf(null) }],
    has: [any, ...(['available', 'pending', 'owed'] as const).map((value) => ({ value, label: t(`members.has.${value}`) }))],
    ending: [any, ...[30, 60, 90].map((days) => ({ value: `${days}d`, label: t('members.endingWithin', { days }) }))],
    pinned: [any, { value: 'yes', label: t('members.pinned') }],
  };
}

function viewsOf(t: TFunction): View[] {
  return [
    { id: 'all', label: t('members.views.all'), params: {} },
    { id: 'ending', label: t('members.views.ending'), params: { ending: '30d' } },
    { id: 'pending', label: t('members.views.pending'), params: { has: 'pending' } },
    { id: 'owing', label: t('members.views.owing'), params: { has: 'owed' } },
    { id: 'pinned', label: t('members.views.pinned'), params: { pinned: 'yes' } },
  ];
}

function sortsOf(t: TFunction): NonNullable<IndexFiltersProps['sortOptions']> {
  const dates = { desc: t('lists.newestFirst'), asc: t('lists.oldestFirst') };
  const amounts = { desc: t('lists.highestFirst'), asc: t('lists.lowestFirst') };
  return (['available', 'earned', 'active', 'joined'] as const).flatMap((sort) => {
    const directions = sort === 'available' || sort === 'earned' ? amounts : dates;
    const label = t(`members.columns.${sort}`);
    return [
      { label, value: `${sort} asc` as const, directionLabel: directions.asc },
      { label, value: `${sort} desc` as const, directionLabel: directions.desc },
    ];
  });
}
