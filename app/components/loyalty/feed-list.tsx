import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { EarningLines } from './earning-lines';
import { isEarning } from './members/entry-facts';
import { signOf } from './statement';
import { useReasonWords } from './use-reason-words';

/** Movements of the shop's points: why, whose, when, how many; with the order, and how an order's points were reckoned to unfold. */
export function FeedList({ rows }: { rows: FeedRow[] }) {
  return (
    <BlockStack as="ul" gap="400">
      {rows.map((row) => (
        <li key={String(row.id)} className="rg-plain-item">
          <Movement row={row} />
        </li>
      ))}
    </BlockStack>
  );
}

function Movement({ row }: { row: FeedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReasonWords();
  const name = usePersonName()(row.contact, row.customerId);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <BlockStack>
          <Text as="span" fontWeight="semibold">
            {reasonOf(row)}
          </Text>
          <span className="rg-free-text">
            <Link url={`/app/loyalty/members/${row.customerId}`} removeUnderline>
              <bdi>{name}</bdi>
            </Link>
            {row.orderId === null ? null : (
              <>
                {' · '}
                <Link url={`/app/orders/${row.orderId}`} removeUnderline>
                  {row.orderName ?? t('loyaltyBooks.order')}
                </Link>
              </>
            )}
          </span>
          <Text as="span" tone="subdued" variant="bodySm">
            {[
              format.date(row.occurredAt, 'dateTime'),
              ...(row.programmeVersion === null ? [] : [t('loyaltyFeed.version', { n: format.number(row.programmeVersion) })]),
            ].join(' · ')}
          </Text>
        </BlockStack>
        <Text as="span" numeric fontWeight="semibold">
          {signOf(row)}
          {format.number(row.points)}
        </Text>
      </InlineStack>
      {isEarning(row.explanation) ? (
        <details className="rg-details">
          <summary>{t('loyaltyFeed.why')}</summary>
          <EarningLines explanation={row.explanation} />
        </details>
      ) : null}
    </BlockStack>
  );
}
