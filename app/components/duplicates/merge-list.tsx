import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { MergeRow } from '~/domain/duplicates/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { EvidenceList } from './evidence-list';

export interface MergeListProps {
  rows: MergeRow[];
  busy: boolean;
  onUndo: (row: MergeRow) => void;
}

/** Who was merged into whom, when and why; those made here can be undone. */
export function MergeList({ rows, busy, onUndo }: MergeListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName();
  return (
    <BlockStack as="ul" gap="300">
      {rows.map((row) => {
        const names = { from: name(row.from.contact, row.from.id), into: name(row.into.contact, row.into.id) };
        return (
          <li key={row.id.toString()} className="rg-plain-item">
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <span className="rg-free-text">
                  <Link url={`/app/customers/${row.from.id}`} removeUnderline>
                    <bdi>{names.from}</bdi>
                  </Link>{' '}
                  {t('duplicates.wasMergedInto')}{' '}
                  <Link url={`/app/customers/${row.into.id}`} removeUnderline>
                    <bdi>{names.into}</bdi>
                  </Link>
                </span>
                {row.undoneAt ? <Badge>{t('duplicates.undone')}</Badge> : null}
                {row.source === 'store' ? <Badge tone="info">{t('duplicates.byStore')}</Badge> : null}
              </InlineStack>
              <Text as="p" tone="subdued" variant="bodySm">
                {format.date(row.mergedAt, 'dateTime')}
              </Text>
              {row.evidence.length > 0 ? <EvidenceList evidence={row.evidence} /> : null}
              {row.canUndo ? (
                <InlineStack>
                  <Button variant="plain" disabled={busy} onClick={() => onUndo(row)} accessibilityLabel={t('duplicates.undoThese', names)}>
                    {t('duplicates.undo')}
                  </Button>
                </InlineStack>
              ) : null}
            </BlockStack>
          </li>
        );
      })}
    </BlockStack>
  );
}
