import { Button, ButtonGroup, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCodeToMail, type RedemptionState } from '~/domain/loyalty/rewards/model';
import { useMemberOrder } from '../members/use-member-order';
import { MailCodeButton } from './mail-code-button';

/** What staff can do about a redemption: try at once, decide what no machine can tell, hand over, e-mail its code where mail is set up, cancel. */
export function RedemptionActions({ redemption, canMail = false }: { redemption: RedemptionState; canMail?: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { id, customerId, status, pending, promise } = redemption;
  const order = useMemberOrder('cancelReward', () => setAsking(false), `/app/loyalty/members/${customerId}/rewards`);
  const send = (intent: string) => order.send({ intent, id: String(id) });
  const isOpen = promise !== null && (status === 'reserved' || status === 'committed') && pending?.task !== 'withdraw';
  const isUncertain = pending?.error === 'uncertain';
  const canCancel = isOpen && !isUncertain && !(promise.kind === 'store_credit' && status === 'committed');
  const canHandOver = promise?.kind === 'custom' && status === 'committed';
  const isMailable = canMail && hasCodeToMail(redemption);
  if (!pending && !canCancel && !canHandOver && !isMailable) return null;
  const fault = order.faultOf('form');
  return (
    <>
      {fault ? (
        <Text as="p" tone="critical" variant="bodySm">
          <span role="alert">{fault}</span>
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
        {isMailable ? <MailCodeButton redemption={redemption} /> : null}
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
