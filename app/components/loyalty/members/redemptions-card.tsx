import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Modal, Text, type BadgeProps } from '@shopify/polaris';
import { useLocation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { RedemptionState, RewardStatus } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { useRewardName } from '../use-reward-name';
import { useMemberOrder } from './use-member-order';

const TONES: Partial<Record<RewardStatus, NonNullable<BadgeProps['tone']>>> = {
  reserved: 'attention',
  committed: 'success',
  released: 'critical',
  used: 'info',
};

/** What a member has spent points on, what became of it, and what can be done about it. */
export function RedemptionsCard({ redemptions, rewards }: { redemptions: RedemptionState[]; rewards: readonly Reward[] }) {
  const { t } = useTranslation();
  if (redemptions.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('member.redemptions')}
        </Text>
        <BlockStack as="ul" gap="400">
          {redemptions.map((redemption) => (
            <li key={String(redemption.id)} className="rg-plain-item">
              <Redemption redemption={redemption} reward={rewards.find(({ id }) => id === redemption.reward)} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Redemption({ redemption, reward }: { redemption: RedemptionState; reward: Reward | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRewardName();
  const { points, returned, status, createdAt, code, note, by, promise } = redemption;
  const facts = [
    format.date(createdAt),
    ...(by === null ? [] : [t('member.redemption.byStaff')]),
    ...(promise?.lastDay && status === 'committed' ? [t('member.redemption.endsAt', { date: format.day(promise.lastDay) })] : []),
    ...(returned > 0n ? [t('member.returned', { n: format.number(returned) })] : []),
  ];
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Text as="span">
          <span className="rg-free-text">{reward ? nameOf(reward) : redemption.reward}</span>
        </Text>
        <Text as="span" numeric>
          {format.number(points)}
        </Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Badge {...(TONES[status] && { tone: TONES[status] })}>{t(`member.redemptionStates.${status}`)}</Badge>
        {code ? (
          <Text as="span" variant="bodySm">
            <code>{code}</code>
          </Text>
        ) : null}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {facts.join(' · ')}
      </Text>
      {note ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {note}
        </Text>
      ) : null}
      <Pending redemption={redemption} />
      <Actions redemption={redemption} />
    </BlockStack>
  );
}

/** What is still to be done in the store: what happened, and what comes next. */
function Pending({ redemption: { pending } }: { redemption: RedemptionState }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!pending || (pending.attempts === 0 && pending.error === null)) return null;
  const next = pending.nextAt ? t('member.redemption.next', { time: format.date(pending.nextAt, 'dateTime') }) : t('member.redemption.decide');
  const what =
    pending.error === 'uncertain'
      ? t('member.redemption.uncertain')
      : t('member.redemption.failed', { error: pending.error ?? '', n: format.number(pending.attempts) });
  return (
    <Text as="p" tone="caution" variant="bodySm">
      {pending.error === null ? next : `${what} ${next}`}
    </Text>
  );
}

function Actions({ redemption }: { redemption: RedemptionState }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [asking, setAsking] = useState(false);
  const order = useMemberOrder('cancelReward', () => setAsking(false), `${pathname}/rewards`);
  const { id, status, pending, promise } = redemption;
  const send = (intent: string) => order.send({ intent, id: String(id) });
  const isOpen = promise !== null && (status === 'reserved' || status === 'committed') && pending?.task !== 'withdraw';
  const isUncertain = pending?.error === 'uncertain';
  const canCancel = isOpen && !isUncertain && !(promise.kind === 'store_credit' && status === 'committed');
  const fault = order.faultOf('form');
  return (
    <>
      {fault ? (
        <Text as="p" tone="critical" variant="bodySm">
          {fault}
        </Text>
      ) : null}
      <ButtonGroup>
        {isUncertain ? <Button onClick={() => send('creditIsThere')}>{t('member.redemption.isThere')}</Button> : null}
        {isUncertain ? <Button onClick={() => send('creditIsNotThere')}>{t('member.redemption.isNotThere')}</Button> : null}
        {pending && !isUncertain ? <Button onClick={() => send('retryReward')}>{t('member.redemption.retry')}</Button> : null}
        {promise?.kind === 'custom' && status === 'committed' ? <Button onClick={() => send('handOver')}>{t('member.redemption.handOver')}</Button> : null}
        {canCancel ? <Button onClick={() => setAsking(true)}>{t('member.redemption.cancel')}</Button> : null}
      </ButtonGroup>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('member.redemption.cancelTitle')}
        primaryAction={{ content: t('member.redemption.cancel'), destructive: true, loading: order.busy, onAction: () => send('cancelReward') }}
        secondaryActions={[{ content: t('member.redemption.keep'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('member.redemption.cancelText')}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}
