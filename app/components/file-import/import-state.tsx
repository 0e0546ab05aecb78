import { Badge, Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWorkedOn, KEPT_REASONS, type FileImport } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';
import { CountsList } from './counts-list';
import { StageProgress } from './stage-progress';
import { TotalsTable } from './totals-table';
import { TONES } from './status-tones';

export interface ImportStateProps {
  file: FileImport;
  /** What has to be chosen before the file can be checked. */
  questions: string[];
  busy: boolean;
  onAsk: (intent: 'check' | 'run' | 'undo' | 'discard') => void;
}

/** How far an import is, what it did or would do, and the next step. */
export function ImportState(props: ImportStateProps) {
  const { file } = props;
  const { t } = useTranslation();
  const shownTotals = file.status === 'checked' ? file.checked?.totals : file.status === 'done' ? file.counts.totals : null;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t(`fileImport.headings.${file.status}`)}
          </Text>
          <Badge tone={TONES[file.status]}>{t(`fileImport.status.${file.status}`)}</Badge>
        </InlineStack>
        {isWorkedOn(file.status) ? <StageProgress file={file} /> : <Text as="p">{t(`fileImport.texts.${file.status}`)}</Text>}
        {file.status === 'checked' && file.checked ? <CountsList counts={file.checked} /> : null}
        {file.status === 'done' || file.status === 'running' ? <CountsList counts={file.counts} /> : null}
        {shownTotals ? <TotalsTable totals={shownTotals} done={file.status === 'done'} /> : null}
        {file.undo && file.status === 'undone' ? <UndoResult undo={file.undo} /> : null}
        <Actions {...props} />
      </BlockStack>
    </Card>
  );
}

function Actions({ file, questions, busy, onAsk }: ImportStateProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'run' | 'undo' | null>(null);
  const waits = file.status === 'ready' || file.status === 'checked';
  if (!waits && file.status !== 'done') return null;
  const confirm = () => {
    if (asking) onAsk(asking);
    setAsking(null);
  };
  return (
    <InlineStack gap="200">
      {file.status === 'ready' ? (
        <Button variant="primary" onClick={() => onAsk('check')} disabled={questions.length > 0} loading={busy}>
          {t('fileImport.check')}
        </Button>
      ) : null}
      {file.status === 'checked' ? (
        <Button variant="primary" onClick={() => setAsking('run')} loading={busy}>
          {t('fileImport.run')}
        </Button>
      ) : null}
      {waits ? (
        <Button onClick={() => onAsk('discard')} disabled={busy} tone="critical">
          {t('fileImport.discard')}
        </Button>
      ) : (
        <Button onClick={() => setAsking('undo')} loading={busy} tone="critical">
          {t('fileImport.undo')}
        </Button>
      )}
      <Modal
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t(asking === 'undo' ? 'fileImport.undoTitle' : 'fileImport.runTitle')}
        primaryAction={{ content: t(asking === 'undo' ? 'fileImport.undo' : 'fileImport.run'), onAction: confirm, destructive: asking === 'undo' }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(null) }]}
      >
        <Modal.Section>
          <Text as="p">
            {t(
              file.settings?.kind === 'members'
                ? `fileImport.members.${asking === 'undo' ? 'undoText' : 'runText'}`
                : asking === 'undo'
                  ? 'fileImport.undoText'
                  : 'fileImport.runText',
            )}
          </Text>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}

function UndoResult({ undo }: { undo: NonNullable<FileImport['undo']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = KEPT_REASONS.flatMap((reason) => (undo.kept[reason] ? [{ reason, count: undo.kept[reason] }] : []));
  return (
    <BlockStack gap="200">
      <Text as="p">{t('fileImport.undoneCount', { count: undo.undone, n: format.number(undo.undone) })}</Text>
      {undo.points ? (
        <Text as="p">
          {t('fileImport.pointsBack', {
            count: Number(undo.points.back),
            back: format.number(BigInt(undo.points.back)),
            spent: format.number(BigInt(undo.points.spent)),
          })}
        </Text>
      ) : null}
      {kept.length > 0 ? (
        <Banner tone="warning" title={t('fileImport.keptTitle')}>
          {kept.map(({ reason, count }) => (
            <Text as="p" key={reason}>
              {t('fileImport.keptLine', { n: format.number(count), reason: t(`fileImport.kept.${reason}`) })}
            </Text>
          ))}
        </Banner>
      ) : null}
    </BlockStack>
  );
}
