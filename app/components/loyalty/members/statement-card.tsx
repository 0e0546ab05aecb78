import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { EntryLine } from '~/domain/loyalty/ledger/model';
import { byHand, type StatementPage, type TierName } from '~/domain/loyalty/members/model';
import type { Programme } from '~/domain/loyalty/programme/model';
import type { StaffPerson } from '~/domain/staff/model';
import { useFormat } from '~/i18n/setting';
import { signOf } from '../statement';
import { useReasonWords } from '../use-reason-words';
import { EntryDetails } from './entry-details';
import { useMemberOrder } from './use-member-order';
import { useStatement } from './use-statement';
import { useWho } from './use-who';

interface StatementCardProps {
  first: StatementPage;
  me: StaffPerson;
  tiers: TierName[];
  rewards: Programme['rewards'];
  readOnly: boolean;
}

/** Every movement of a member's points, newest first, each with its reason and an explanation to unfold; adjustments can be undone. */
export function StatementCard({ first, me, tiers, rewards, readOnly }: StatementCardProps) {
  const { t } = useTranslation();
  const statement = useStatement(first);
  const undo = useMemberOrder('undo');
  const undone = new Set(statement.entries.flatMap(({ explanation }) => byHand(explanation)?.undoes ?? []));
  const canUndo = (entry: EntryLine) => {
    const made = byHand(entry.explanation);
    return (
      !readOnly &&
      entry.reason === 'adjusted' &&
      entry.key.endsWith(':adjust') &&
      made !== null &&
      !undone.has(String(entry.id)) &&
      (made.by === me.userId || me.role === 'manager')
    );
  };
  const fault = undo.faultOf('form');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('member.statement')}
        </Text>
        {fault ? <Banner tone="critical">{fault}</Banner> : null}
        {statement.entries.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('loyaltyBooks.none')}
          </Text>
        ) : null}
        <BlockStack as="ul" gap="300">
          {statement.entries.map((entry) => (
            <li key={String(entry.id)} className="rg-plain-item">
              <Entry entry={entry} page={statement} me={me.userId} undone={undone.has(String(entry.id))} />
              <EntryDetails entry={entry} page={statement} tiers={tiers} rewards={rewards} />
              {canUndo(entry) ? (
                <Button variant="plain" disabled={undo.busy} onClick={() => undo.send({ entryId: String(entry.id) })}>
                  {t('member.undo')}
                </Button>
              ) : null}
            </li>
          ))}
        </BlockStack>
        {statement.next !== null ? (
          <InlineStack>
            <Button onClick={statement.more} loading={statement.loading}>
              {t('common.showMore')}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Entry({ entry, page, me, undone }: { entry: EntryLine; page: StatementPage; me: string; undone: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho(me);
  const reasonOf = useReasonWords();
  const made = byHand(entry.explanation);
  const order = page.orders.find(({ id }) => id === entry.orderId);
  return (
    <InlineStack align="space-between" gap="200" wrap={false}>
      <BlockStack>
        <Text as="span">{made?.undoes ? t('member.undoing') : reasonOf(entry)}</Text>
        {made?.note ? (
          <Text as="span">
            <bdi>{t('member.quoted', { text: made.note })}</bdi>
          </Text>
        ) : null}
        <Text as="span" tone="subdued" variant="bodySm">
          {[format.date(entry.occurredAt), ...(made ? [who(made.by)] : []), ...(undone ? [t('member.undone')] : [])].join(' · ')}
          {entry.orderId !== null ? (
            <>
              {' · '}
              <Link url={`/app/orders/${entry.orderId}`}>{order?.name ?? t('loyaltyBooks.order')}</Link>
            </>
          ) : null}
        </Text>
      </BlockStack>
      <Text as="span" numeric>
        {signOf(entry)}
        {format.number(entry.points)}
      </Text>
    </InlineStack>
  );
}
