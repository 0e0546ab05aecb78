import { Banner, BlockStack, Card, Page, type IndexTableProps, type PageProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { useDownload } from '../use-download';
import { NothingMatches } from './list-empty';
import type { ListParams } from './use-list-params';

export interface ListPageProps {
  title: string;
  /** Stands above the list, also while it is empty. */
  nav?: ReactNode;
  /** How many rows there are, in words. */
  count: string;
  exportTo: { address: string; fileName: string };
  /** Pages that belong to this list. */
  links?: { content: string; url: string }[];
  /** Stands beside the export. */
  control?: ReactNode;
  banner?: ReactNode;
  filters: ReactNode;
  /** Shown instead of everything when the shop has none of it yet. */
  empty: ReactNode | null;
  rows: number;
  children: ReactNode;
}

/** The page around a list: title, count, export, filters, and what stands there when there is no row. */
export function ListPage({ title, nav, count, exportTo, links = [], control, banner, filters, empty, rows, children }: ListPageProps) {
  const { t } = useTranslation();
  const download = useDownload();
  const saving = download.running !== null;
  const secondaryActions: PageProps['secondaryActions'] = [
    {
      content: saving ? t('common.exporting') : t('common.export'),
      loading: saving,
      disabled: saving,
      onAction: () => void download.start(exportTo.address, exportTo.fileName),
    },
    ...links,
  ];
  if (empty) {
    return (
      <Page title={title} fullWidth>
        <BlockStack gap="400">
          {nav}
          <Card>{empty}</Card>
        </BlockStack>
      </Page>
    );
  }
  return (
    <Page title={title} subtitle={count} fullWidth secondaryActions={secondaryActions} primaryAction={control}>
      <BlockStack gap="400">
        {nav}
        {download.failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {banner}
        <Card padding="0">
          {filters}
          {rows === 0 ? <NothingMatches /> : children}
        </Card>
      </BlockStack>
    </Page>
  );
}

/** Paging by neighbour: lists of millions have no page numbers. */
export function usePagination(params: ListParams, page: { next: string | null; previous: string | null }): IndexTableProps['pagination'] {
  const { t } = useTranslation();
  if (!page.next && !page.previous) return undefined;
  return {
    hasNext: page.next !== null,
    hasPrevious: page.previous !== null,
    onNext: () => page.next && params.goTo(page.next),
    onPrevious: () => page.previous && params.goTo(page.previous),
    accessibilityLabels: { next: t('lists.next'), previous: t('lists.previous') },
  };
}

/** The number, or "more than" the one up to which rows are counted. */
export function useCountText() {
  const { t } = useTranslation();
  const format = useFormat();
  return (count: { value: number; more: boolean }) => (count.more ? t('common.countMore', { n: format.number(count.value) }) : format.number(count.value));
}
