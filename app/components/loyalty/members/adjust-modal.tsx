import { Banner, BlockStack, Form, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleLimits } from '~/domain/staff/model';
import { useFormat } from '~/i18n/setting';
import { NoteField } from './note-field';
import { useMemberOrder } from './use-member-order';
import { usePointsText } from '../use-points-text';

/** From here on an adjustment is asked about once more. */
const BIG = 1000n;

/** Gives or takes points by hand, with a reason. What is big, or more than there is, is asked about once more. */
export function AdjustModal({ available, limits, onClose }: { available: bigint; limits: RoleLimits; onClose: () => void }) {
  const { t } = useTranslation();
  const order = useMemberOrder('adjust', onClose);
  const [direction, setDirection] = useState<'give' | 'take'>('give');
  const [points, setPoints] = useState('');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const signed = direction === 'take' ? `-${points.trim()}` : points.trim();
  const warning = useWarning(signed, available);
  const submit = () => {
    if (warning && !asked && note.trim()) setAsked(true);
    else order.send({ points: signed, note });
  };
  const change = (field: string, set: () => void) => {
    order.touched(field);
    setAsked(false);
    set();
  };
  const formFault = order.faultOf('form');
  return (
    <Modal
      open
      onClose={onClose}
      title={t('member.adjust.title')}
      primaryAction={{
        content: asked ? t('member.adjust.confirm') : t(`member.adjust.${direction}`),
        onAction: submit,
        loading: order.busy,
        destructive: asked,
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          <BlockStack gap="300">
            {formFault ? <Banner tone="critical">{formFault}</Banner> : null}
            <FormLayout>
              <FormLayout.Group condensed>
                <Select
                  label={t('member.adjust.direction')}
                  options={(['give', 'take'] as const).map((value) => ({ value, label: t(`member.adjust.${value}`) }))}
                  value={direction}
                  onChange={(value) => change('points', () => setDirection(value === 'take' ? 'take' : 'give'))}
                />
                <TextField
                  label={t('member.balance')}
                  value={points}
                  onChange={(value) => change('points', () => setPoints(value))}
                  error={order.faultOf('points')}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={20}
                />
              </FormLayout.Group>
              <NoteField value={note} error={order.faultOf('note')} onChange={(value) => change('note', () => setNote(value))} />
            </FormLayout>
            <Limits limits={limits} />
            <div role="status">{asked && warning ? <Banner tone="warning">{warning}</Banner> : null}</div>
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}

/** Why one should look again; `null` where there is no reason to. */
function useWarning(signed: string, available: bigint): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  const points = /^-?\d{1,15}$/.test(signed) ? BigInt(signed) : 0n;
  if (points < 0n && -points > available) return t('member.adjust.willOwe', { points: pointsText(-points), rest: format.number(-points - available) });
  if (points <= -BIG) return t('member.adjust.bigTake', { n: format.number(-points) });
  return points >= BIG ? t('member.adjust.bigGive', { n: format.number(points) }) : null;
}

function Limits({ limits: { pointsAtOnce, pointsADay } }: { limits: RoleLimits }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    ...(pointsAtOnce === null ? [] : [t('member.adjust.atOnce', { n: format.number(pointsAtOnce) })]),
    ...(pointsADay === null ? [] : [t('member.adjust.aDay', { n: format.number(pointsADay) })]),
  ];
  if (parts.length === 0) return null;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {t('member.adjust.limits', { limits: format.list(parts) })}
    </Text>
  );
}
