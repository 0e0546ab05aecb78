import { Badge, Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { IMPORT_FAILURES, type ImportProgress, type PhaseProgress } from '~/domain/imports/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';

export interface SyncCardProps {
  progress: ImportProgress | null;
  starting: boolean;
  onStart: () => void;
}

/** How the CRM stands against the store: imported, importing (with how far), stopped (with why and the way on). */
export function SyncCard({ progress, starting, onStart }: SyncCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = progress === null ? 'waiting' : progress.status === 'done' ? 'upToDate' : progress.status;
  const tone = ({ waiting: 'info', upToDate: 'success', running: 'attention', failed: 'critical' } as const)[state];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('sync.title')}
          </Text>
          <Badge tone={tone}>{t(`sync.${state}`)}</Badge>
        </InlineStack>
        {state === 'waiting' ? (
          <Text as="p" tone="subdued">
            {t('sync.waitingText')}
          </Text>
        ) : null}
        {state === 'waiting' ? (
          <div>
            <Button onClick={onStart} loading={starting}>
              {t('sync.start')}
            </Button>
          </div>
        ) : null}
        {progress?.status === 'done' ? (
          <Text as="p" tone="subdued">
            {t('sync.upToDateText', { date: format.date(progress.finishedAt ?? progress.startedAt, 'dateTime') })}
          </Text>
        ) : null}
        {progress?.status === 'failed' ? <Failure progress={progress} starting={starting} onStart={onStart} /> : null}
        {progress && progress.status !== 'done' ? <Phases progress={progress} /> : null}
      </BlockStack>
    </Card>
  );
}

function Failure({ progress, starting, onStart }: { progress: ImportProgress; starting: boolean; onStart: () => void }) {
  const { t } = useTranslation();
  const failed = progress.phases.find((phase) => phase.status !== 'done')?.phase ?? 'finish';
  const why = IMPORT_FAILURES.find((failure) => failure === progress.error);
  return (
    <Banner tone="critical" action={{ content: t('sync.retry'), onAction: onStart, loading: starting }}>
      <BlockStack gap="100">
        <Text as="p">{t('sync.failedText', { phase: t(`sync.phases.${failed}`) })}</Text>
        {why ? <Text as="p">{t(`sync.failures.${why}`)}</Text> : null}
      </BlockStack>
    </Banner>
  );
}

function Phases({ progress }: { progress: ImportProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const share = shareOf(progress.phases);
  const running = progress.status === 'running';
  const pace = [
    progress.rowsPerSecond !== null && t('sync.rate', { n: format.number(Math.round(progress.rowsPerSecond)) }),
    progress.secondsLeft !== null && t('sync.timeLeft', { time: duration(progress.secondsLeft) }),
  ].filter((text): text is string => Boolean(text));
  return (
    <BlockStack gap="300">
      {running ? (
        <Text as="p" tone="subdued">
          {t('sync.runningText')}
        </Text>
      ) : null}
      <BlockStack gap="100">
        <ProgressBar progress={Math.round(share * 100)} size="small" animated={false} ariaLabelledBy="sync-progress" />
        <InlineStack align="space-between" gap="200">
          <Text as="p" id="sync-progress" variant="bodySm">
            {t('sync.progressLabel', { percent: format.percent(Math.round(share * 100) / 100) })}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued" numeric>
            {running ? pace.join(' · ') : ''}
          </Text>
        </InlineStack>
      </BlockStack>
      <ul className="rg-phases">
        {progress.phases.map((phase) => (
          <li key={phase.phase} className="rg-line">
            <Text as="span" fontWeight={phase.phase === progress.phase ? 'semibold' : 'regular'}>
              {t(`sync.phases.${phase.phase}`)}
            </Text>
            <PhaseState phase={phase} />
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

function PhaseState({ phase }: { phase: PhaseProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = t('sync.rows', { count: phase.rows, n: format.number(phase.rows) });
  const text =
    phase.status === 'reading' && phase.total
      ? t('sync.rowsOf', { n: format.number(phase.rows), total: format.number(phase.total) })
      : phase.status === 'done' || phase.status === 'reading'
        ? rows
        : t(`sync.phaseState.${phase.status}`);
  return (
    <Text as="span" numeric tone={phase.status === 'done' ? 'success' : 'subdued'}>
      {phase.status === 'done' ? `✓ ${text}` : text}
    </Text>
  );
}

/** Each phase weighs the same, however large: what is not yet known to be large cannot weigh more. */
function shareOf(phases: PhaseProgress[]): number {
  if (phases.length === 0) return 0;
  const parts = phases.map((phase) => (phase.status === 'done' ? 1 : phase.total ? Math.min(1, phase.rows / phase.total) : 0));
  return parts.reduce((sum, part) => sum + part, 0) / phases.length;
}
