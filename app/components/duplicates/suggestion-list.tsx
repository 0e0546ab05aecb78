import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SuggestionRow, SuggestionView } from '~/domain/duplicates/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { EvidenceList } from './evidence-list';
import { SuspectLine } from './suspect-line';

export interface SuggestionListProps {
  rows: SuggestionRow[];
  view: SuggestionView;
  busy: boolean;
  onDecide: (row: SuggestionRow, intent: 'dismiss' | 'restore' | 'claim') => void;
}

/** Who may be the same person, each with what speaks for it. */
export function SuggestionList({ rows, ...rest }: SuggestionListProps) {
  return (
    <BlockStack as="ul" gap="300">
      {rows.map((row) => (
        <li key={row.id.toString()} className="rg-plain-item">
          <Suggestion row={row} {...rest} />
        </li>
      ))}
    </BlockStack>
  );
}

function Suggestion({ row, view, busy, onDecide }: Omit<SuggestionListProps, 'rows'> & { row: SuggestionRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName();
  const whom = { one: name(row.one.contact, row.one.id), other: row.other ? name(row.other.contact, row.other.id) : '' };
  const orders = t('duplicates.guestOrders', { count: row.guestOrders, n: format.number(row.guestOrders) });
  return (
    <Card>
      <BlockStack gap="300">
        <div className="rg-pair">
          <SuspectLine suspect={row.one} />
          {row.other ? <SuspectLine suspect={row.other} /> : <Text as="p">{orders}</Text>}
        </div>
        <EvidenceList evidence={row.evidence} strength={row.strength} />
        <InlineStack gap="200">
          {row.other ? (
            <Button url={`/app/customers/duplicates/${row.id}`} accessibilityLabel={t('duplicates.compareThese', whom)}>
              {t('duplicates.compare')}
            </Button>
          ) : view === 'open' ? (
            <Button onClick={() => onDecide(row, 'claim')} disabled={busy} accessibilityLabel={t('duplicates.claimFor', whom)}>
              {t('duplicates.claim')}
            </Button>
          ) : null}
          <Button
            variant="plain"
            disabled={busy}
            onClick={() => onDecide(row, view === 'open' ? 'dismiss' : 'restore')}
            accessibilityLabel={
              view === 'open' ? t(row.other ? 'duplicates.dismissThese' : 'duplicates.dismissOrders', whom) : t('duplicates.restoreThese', whom)
            }
          >
            {view === 'open' ? t(row.other ? 'duplicates.dismiss' : 'duplicates.dismissGuest') : t('duplicates.restore')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
