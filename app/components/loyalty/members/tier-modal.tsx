import { Banner, BlockStack, ChoiceList, Form, FormLayout, Modal, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierName } from '~/domain/loyalty/members/model';
import { NoteField } from './note-field';
import { useMemberOrder } from './use-member-order';
import { useTierName } from './use-tier-name';

const HOLDS = ['no', 'until', 'open'] as const;

/** Gives a member a tier by hand, and pins it if wished, with a reason. */
export function TierModal({ tier: now, tiers, onClose }: { tier: string | null; tiers: TierName[]; onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = useTierName(tiers);
  const order = useMemberOrder('tier', onClose);
  const [tier, setTier] = useState(now ?? '');
  const [hold, setHold] = useState<(typeof HOLDS)[number]>('no');
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const submit = () => order.send({ tier, hold, until, note });
  const change = (field: string, set: () => void) => {
    order.touched(field);
    set();
  };
  const formFault = order.faultOf('form');
  return (
    <Modal
      open
      onClose={onClose}
      title={t('member.tier.title')}
      primaryAction={{ content: t('common.save'), onAction: submit, loading: order.busy }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          <BlockStack gap="300">
            {formFault ? <Banner tone="critical">{formFault}</Banner> : null}
            <FormLayout>
              <Select
                label={t('loyaltyBooks.tier')}
                options={[{ value: '', label: nameOf(null) }, ...tiers.filter(({ current }) => current).map(({ id }) => ({ value: id, label: nameOf(id) }))]}
                value={tier}
                onChange={(value) => change('tier', () => setTier(value))}
                error={order.faultOf('tier')}
              />
              <ChoiceList
                title={t('member.tier.hold')}
                choices={HOLDS.map((value) => ({ value, label: t(`member.tier.holds.${value}`), helpText: t(`member.tier.holdsHelp.${value}`) }))}
                selected={[hold]}
                onChange={([chosen]: string[]) => change('until', () => setHold(HOLDS.find((one) => one === chosen) ?? 'no'))}
              />
              {hold === 'until' ? (
                <TextField
                  label={t('member.tier.lastDay')}
                  type="date"
                  value={until}
                  onChange={(value) => change('until', () => setUntil(value))}
                  error={order.faultOf('until')}
                  autoComplete="off"
                />
              ) : null}
              <NoteField value={note} error={order.faultOf('note')} onChange={(value) => change('note', () => setNote(value))} />
            </FormLayout>
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}
