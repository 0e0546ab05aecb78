import { useTranslation } from 'react-i18next';
import { ListFilters, type ListViews } from '../list/list-filters';
import type { ListParams } from '../list/use-list-params';
import type { View } from '../list/view-tabs';

/** Search, views and sorting of the list of products. */
export function ProductFilters({ params, saved, loading }: { params: ListParams; saved: ListViews; loading: boolean }) {
  const { t } = useTranslation();
  const views: View[] = [
    { id: 'all', label: t('products.views.all'), params: {} },
    ...(['active', 'draft', 'archived'] as const).map((status) => ({ id: status, label: t(`products.views.${status}`), params: { status } })),
  ];
  const label = t('products.sort.title');
  return (
    <ListFilters
      params={params}
      views={views}
      saved={saved}
      keys={['status']}
      placeholder={t('products.search')}
      sortOptions={[
        { label, value: 'title asc', directionLabel: t('lists.aToZ') },
        { label, value: 'title desc', directionLabel: t('lists.zToA') },
      ]}
      defaultSort="title asc"
      filters={[]}
      applied={[]}
      loading={loading}
    />
  );
}
