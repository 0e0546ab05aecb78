import { BlockStack, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FileImport } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';
import { useDuration } from '../duration';

/** How far reading or undoing is: the share, how many, how fast, how long still. */
export function StageProgress({ file }: { file: FileImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const undoing = file.status === 'undoing';
  const worked = undoing ? (file.undo?.undone ?? 0) + Object.values(file.undo?.kept ?? {}).reduce((sum, count) => sum + count, 0) : file.counts.rows;
  const share = undoing ? worked / Math.max(1, file.undo?.total ?? 1) : file.doneBytes / file.sizeBytes;
  const pace = [
    undoing
      ? t('fileImport.recordsDone', { n: format.number(worked), total: format.number(file.undo?.total ?? 0) })
      : t('fileImport.rowsDone', { count: worked, n: format.number(worked) }),
    ...(file.rowsPerSecond ? [t('fileImport.pace', { n: format.number(Math.round(file.rowsPerSecond)) })] : []),
    ...(file.secondsLeft !== null ? [t('sync.timeLeft', { time: duration(file.secondsLeft) })] : []),
  ];
  return (
    <BlockStack gap="200">
      <ProgressBar progress={Math.floor(share * 100)} size="small" animated={false} ariaLabelledBy="file-import-progress" />
      <InlineStack align="space-between" gap="200">
        <Text as="p" id="file-import-progress">
          {format.percent(Math.floor(share * 100) / 100)}
        </Text>
        <Text as="p" tone="subdued" numeric>
          {pace.join(' · ')}
        </Text>
      </InlineStack>
      <Text as="p" tone="subdued">
        {t('fileImport.goesOn')}
      </Text>
    </BlockStack>
  );
}
