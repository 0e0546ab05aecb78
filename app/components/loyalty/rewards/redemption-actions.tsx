import { Button, ButtonGroup, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RedemptionState } from '~/domain/loyalty/rewards/model';
import { useMemberOrder } from '../members/use-member-order';

/** What staff can do about a redemption: try at once, decide what no machine can tell, hand over, cancel. */
export function RedemptionActions({ redemption }: { redemption: RedemptionState }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { id, customerId, status, pending, promise } = redemption;
  const order = useMemberOrder('cancelReward', () => setAsking(false), `/app/loyalty/members/${customerId}/rewards`);
  const send = (intent: string) => order.send({ intent, id: String(id) });
  const isOpen = promise !== null && (status === 'reserved' || status === 'committed') && pending?.task !== 'withdraw';
  const isUncertain = pending?.error === 'uncertain';
  const canCancel = isOpen && !isUncertain && !(promise.kind === 'store_credit' && status === 'committed');
  const canHandOver = promise?.kind === 'custom' && status === 'committed';
  if (!pending && !canCancel && !canHandOver) return null;
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
        {pending && !isUncertain ? (
          <Button loading={order.busy && !asking} onClick={() => send('retryReward')}>
            {t('member.redemption.retry')}
          </Button>
        ) : null}
        {canHandOver ? <Button onClick={() => send('handOver')}>{t('member.redemption.handOver')}</Button> : null}
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
