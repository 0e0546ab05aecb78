import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { EntryLine } from '~/domain/loyalty/ledger/model';
import { useFormat } from '~/i18n/setting';
import { useReasonWords } from './use-reason-words';

/** Movements of points in words: why, when, how many; with the order they belong to, where the page is not that order's. */
export function Statement({ entries, ofOrder = false }: { entries: EntryLine[]; ofOrder?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReasonWords();
  return (
    <BlockStack as="ul" gap="200">
      {entries.map((entry) => (
        <li key={String(entry.id)} className="rg-plain-item">
          <InlineStack align="space-between" gap="200" wrap={false}>
            <BlockStack>
              <Text as="span">{reasonOf(entry)}</Text>
              <Text as="span" tone="subdued" variant="bodySm">
                {format.date(entry.occurredAt)}
                {entry.orderId !== null && !ofOrder ? (
                  <>
                    {' · '}
                    <Link url={`/app/orders/${entry.orderId}`}>{t('loyaltyBooks.order')}</Link>
                  </>
                ) : null}
              </Text>
            </BlockStack>
            <Text as="span" numeric>
              {signOf(entry)}
              {format.number(entry.points)}
            </Text>
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}

/** Between a member's own accounts nothing comes or goes. */
export function signOf({ debit, credit }: Pick<EntryLine, 'debit' | 'credit'>): string {
  if (debit.startsWith('member:') && credit.startsWith('member:')) return '';
  return credit.startsWith('member:') ? '+' : '−';
}
