import { Banner, BlockStack, Form, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useLocation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { useRewardName } from '../use-reward-name';
import { usePointsText } from '../use-points-text';
import { useMemberOrder } from './use-member-order';

/** Spends a member's points on a reward for them. */
export function GiveRewardModal({ available, rewards, onClose }: { available: bigint; rewards: readonly Reward[]; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  const { pathname } = useLocation();
  const order = useMemberOrder('redeem', onClose, `${pathname}/rewards`);
  const nameOf = useRewardName();
  const [chosen, setChosen] = useState(() => (rewards.find(({ points }) => BigInt(points) <= available) ?? rewards[0])?.id ?? '');
  const reward = rewards.find(({ id }) => id === chosen);
  const [points, setPoints] = useState('');
  const submit = () => order.send({ reward: chosen, ...(reward?.kind === 'slider' && { points: points.trim() }) });
  const formFault = order.faultOf('form');
  const choose = (id: string) => {
    order.touched('reward');
    setChosen(id);
  };
  const options = rewards.map((one) => ({
    value: one.id,
    label: t('member.give.option', { reward: nameOf(one), points: pointsText(one.points) }),
    disabled: BigInt(one.points) > available,
  }));
  return (
    <Modal
      open
      onClose={onClose}
      title={t('member.give.title')}
      primaryAction={{ content: t('member.give.submit'), onAction: submit, loading: order.busy, disabled: !reward }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          <BlockStack gap="300">
            {formFault ? <Banner tone="critical">{formFault}</Banner> : null}
            <Text as="p">{t('member.give.available', { n: format.number(available) })}</Text>
            <Select label={t('member.give.reward')} options={options} value={chosen} onChange={choose} error={order.faultOf('reward')} />
            {reward?.kind === 'slider' ? (
              <TextField
                label={t('member.give.points')}
                value={points}
                onChange={(value) => {
                  order.touched('points');
                  setPoints(value);
                }}
                error={order.faultOf('points')}
                helpText={t('member.give.steps', { step: format.number(reward.points), most: format.number(reward.maximumPoints ?? reward.points) })}
                inputMode="numeric"
                autoComplete="off"
                maxLength={9}
              />
            ) : null}
            <Text as="p" tone="subdued" variant="bodySm">
              {t(reward?.kind === 'custom' ? 'member.give.customText' : 'member.give.text')}
            </Text>
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}
