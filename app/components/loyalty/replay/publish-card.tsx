import { Banner, BlockStack, Button, ChoiceList, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../form/section-card';

export interface Publication {
  /** A day of the shop's calendar; empty: now. */
  day: string;
  note: string;
}
export type PublishError = 'past' | 'scheduledFirst' | 'conflict' | 'invalid';
export interface PublishCardProps {
  /** This draft's trial run has been shown on this page. */
  looked: boolean;
  busy: boolean;
  error: PublishError | null;
  timezone: string;
  onPublish: (publication: Publication) => void;
}

/** Now or on a day; asks first, and asks for the trial run when it has not been looked at. */
export function PublishCard({ looked, busy, error, timezone, onPublish }: PublishCardProps) {
  const { t } = useTranslation();
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState(false);
  const isReady = when === 'now' || day !== '';
  const confirm = () => {
    setAsking(false);
    onPublish({ day: when === 'now' ? '' : day, note });
  };
  return (
    <SectionCard title={t('loyaltyReplay.publish')} text={t(looked ? 'loyaltyReplay.publishText' : 'loyaltyReplay.lookFirst')}>
      {error ? <Banner tone="critical" title={t(`loyaltyReplay.errors.${error}`)} /> : null}
      <ChoiceList
        title={t('loyaltyReplay.when')}
        disabled={!looked}
        choices={[
          { label: t('loyaltyReplay.now'), value: 'now' },
          { label: t('loyaltyReplay.later'), value: 'later' },
        ]}
        selected={[when]}
        onChange={([chosen]) => setWhen(chosen === 'later' ? 'later' : 'now')}
      />
      <BlockStack gap="300">
        {when === 'later' ? (
          <TextField
            label={t('loyaltyReplay.day')}
            type="date"
            value={day}
            onChange={setDay}
            helpText={t('loyaltyReplay.dayHelp', { timezone })}
            autoComplete="off"
          />
        ) : null}
        <TextField label={t('loyaltyReplay.note')} value={note} onChange={setNote} maxLength={500} disabled={!looked} autoComplete="off" />
        <InlineStack>
          <Button variant="primary" disabled={!looked || !isReady} loading={busy} onClick={() => setAsking(true)}>
            {t(when === 'now' ? 'loyaltyReplay.publishNow' : 'loyaltyReplay.schedule')}
          </Button>
        </InlineStack>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t(when === 'now' ? 'loyaltyReplay.askNow' : 'loyaltyReplay.askLater')}
        primaryAction={{ content: t(when === 'now' ? 'loyaltyReplay.publishNow' : 'loyaltyReplay.schedule'), onAction: confirm }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t(when === 'now' ? 'loyaltyReplay.askNowText' : 'loyaltyReplay.askLaterText')}</Text>
        </Modal.Section>
      </Modal>
    </SectionCard>
  );
}
