import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { byHand, type FeedRow, type TierName } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';
import { EarningLines } from './earning-lines';
import { isEarning } from './members/entry-facts';
import { useTierChangeWords } from './members/use-tier-change-words';
import { useWho } from './members/use-who';
import { signOf } from './statement';
import { useReasonWords } from './use-reason-words';

interface FeedListProps {
  rows: FeedRow[];
  tiers: TierName[];
  /** The reader's number. */
  me: string;
}

/** Movements of the shop's points and changes of tier: what and why, whose, when, by whom; with the order, and how an order's points were reckoned to unfold. */
export function FeedList({ rows, tiers, me }: FeedListProps) {
  return (
    <BlockStack as="ul" gap="400">
      {rows.map((row) => (
        <li key={`${row.kind} ${row.id}`} className="rg-plain-item">
          {row.kind === 'points' ? <Movement row={row} me={me} /> : <TierChange row={row} tiers={tiers} me={me} />}
        </li>
      ))}
    </BlockStack>
  );
}

function Movement({ row, me }: { row: Extract<FeedRow, { kind: 'points' }>; me: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReasonWords();
  const who = useWho(me);
  const person = byHand(row.explanation);
  return (
    <BlockStack gap="100">
      <Line
        row={row}
        what={reasonOf(row)}
        note={person?.note ?? null}
        facts={person ? [who(person.by)] : []}
        right={
          <>
            {signOf(row)}
            {format.number(row.points)}
          </>
        }
      />
      {isEarning(row.explanation) ? (
        <details className="rg-details">
          <summary>{t('loyaltyFeed.why')}</summary>
          <EarningLines explanation={row.explanation} />
        </details>
      ) : null}
    </BlockStack>
  );
}

function TierChange({ row, tiers, me }: { row: Extract<FeedRow, { kind: 'tier' }>; tiers: TierName[]; me: string }) {
  const { t } = useTranslation();
  const { what, why } = useTierChangeWords(tiers, me);
  const way = row.direction > 0 ? t('loyaltyFeed.tierUp') : row.direction < 0 ? t('loyaltyFeed.tierDown') : t('loyaltyFeed.tier');
  return <Line row={row} what={what(row)} note={row.note} facts={why(row)} right={way} />;
}

function Line({ row, what, note, facts, right }: { row: FeedRow; what: string; note: string | null; facts: string[]; right: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName()(row.contact, row.customerId);
  const all = [
    format.date(row.occurredAt, 'dateTime'),
    ...facts,
    ...(row.programmeVersion === null ? [] : [t('loyaltyFeed.version', { n: format.number(row.programmeVersion) })]),
  ];
  return (
    <InlineStack align="space-between" gap="200" wrap={false}>
      <BlockStack>
        <Text as="span" fontWeight="semibold">
          {what}
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
        {note ? (
          <span className="rg-free-text">
            <bdi>{t('member.quoted', { text: note })}</bdi>
          </span>
        ) : null}
        <Text as="span" tone="subdued" variant="bodySm">
          {all.join(' · ')}
        </Text>
      </BlockStack>
      <Text as="span" numeric fontWeight="semibold">
        {right}
      </Text>
    </InlineStack>
  );
}
