import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Facts } from '~/components/facts';
import type { LotLine, MemberFacts } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';

type Balances = Pick<MemberFacts, 'available' | 'pending' | 'owed' | 'earned'>;
const NOTHING: Balances = { available: 0n, pending: 0n, owed: 0n, earned: 0n };

/** What a member has by state, and lot by lot: what is left, from where, and when it matures or ends. */
export function BalanceCard({ facts, lots }: { facts: Balances | null; lots: LotLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const has = facts ?? NOTHING;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {t('member.balance')}
        </Text>
        <Facts
          facts={[
            { label: t('loyaltyBooks.available'), value: format.number(has.available) },
            { label: t('loyaltyBooks.pending'), value: format.number(has.pending), help: t('member.pendingHelp') },
            { label: t('loyaltyBooks.owed'), value: format.number(has.owed), help: t('loyaltyBooks.owedHelp') },
            { label: t('members.columns.earned'), value: format.number(has.earned), help: t('member.earnedHelp') },
          ]}
        />
        {lots.length > 0 ? <Lots lots={lots} /> : null}
      </BlockStack>
    </Card>
  );
}

function Lots({ lots }: { lots: LotLine[] }) {
  const { t } = useTranslation();
  return (
    <div className="rg-scroll" role="region" aria-label={t('loyaltyBooks.lots')}>
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('member.lots.from')}</th>
            <th scope="col">{t('member.lots.left')}</th>
            <th scope="col">{t('member.lots.when')}</th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <Lot key={String(lot.id)} lot={lot} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lot({ lot }: { lot: LotLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, remaining, points, maturesAt, expiresAt, orderId, orderName, reason, occurredAt } = lot;
  const when =
    state === 'pending'
      ? t('member.lots.matures', { date: maturesAt && maturesAt.getUTCFullYear() < 9000 ? format.date(maturesAt) : t('member.lots.fulfilment') })
      : expiresAt
        ? // Until the end of the day before the moment.
          t('member.lots.ends', { date: format.date(new Date(expiresAt.getTime() - 1)) })
        : t('member.lots.never');
  return (
    <tr>
      <td>
        {orderId !== null && orderName !== null ? <Link url={`/app/orders/${orderId}`}>{orderName}</Link> : t(`loyaltyBooks.reasons.${reason}`)}
        {' · '}
        {format.date(occurredAt)}
      </td>
      <td className="rg-number">
        {remaining === points ? format.number(remaining) : t('member.lots.of', { left: format.number(remaining), points: format.number(points) })}
      </td>
      <td>{when}</td>
    </tr>
  );
}
