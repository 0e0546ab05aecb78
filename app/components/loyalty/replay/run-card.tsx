import { Banner, BlockStack, Button, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import type { PublishError } from './publish-card';

/** `outdated`: it is done, and the draft has changed since. */
export type RunState = 'none' | 'queued' | 'running' | 'done' | 'outdated' | 'failed';
export interface RunCardProps {
  state: RunState;
  done: number;
  total: number;
  finishedAt: Date | null;
  error: PublishError | null;
  busy: boolean;
  onStart: () => void;
}

/** Starting a trial run, how far it is, and whether what it shows is still about the draft as it stands. */
export function RunCard({ state, done, total, finishedAt, error, busy, onStart }: RunCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const active = state === 'queued' || state === 'running';
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <SectionCard title={t('loyaltyReplay.run')} text={t(`loyaltyReplay.states.${state}`, { date: finishedAt ? format.date(finishedAt, 'dateTime') : '' })}>
      {error ? <Banner tone="critical" title={t(`loyaltyReplay.errors.${error}`)} /> : null}
      {active ? (
        <BlockStack gap="100">
          <ProgressBar progress={Math.round(share * 100)} size="small" animated={false} ariaLabelledBy="replay-progress" />
          <Text as="p" variant="bodySm" id="replay-progress">
            {t('loyaltyReplay.progress', { done: format.number(done), total: format.number(total) })}
          </Text>
        </BlockStack>
      ) : (
        <div>
          <Button variant={state === 'done' ? 'secondary' : 'primary'} loading={busy} onClick={onStart}>
            {t(state === 'none' ? 'loyaltyReplay.start' : 'loyaltyReplay.again')}
          </Button>
        </div>
      )}
    </SectionCard>
  );
}
