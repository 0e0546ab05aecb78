import { Banner, BlockStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { BulkProgress } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';

const FAILURES_SHOWN = 5;

export interface BulkProgressBannerProps {
  action: BulkProgress;
  onUndo: () => void;
  onDismiss: () => void;
}

/** How far a bulk action is, then what came of it, with the way back. */
export function BulkProgressBanner({ action, onUndo, onDismiss }: BulkProgressBannerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tags = format.list(action.tags);
  const adding = action.kind === 'tag_customers';
  if (action.status === 'running') {
    const worked = action.done + action.failed;
    return (
      <Banner tone="info" title={adding ? t('bulk.adding', { tags }) : t('bulk.removing', { tags })}>
        <BlockStack gap="200">
          <ProgressBar progress={Math.floor((100 * worked) / action.total)} size="small" ariaLabelledBy="bulk-progress" animated={false} />
          <Text as="p" id="bulk-progress">
            {t('bulk.progress', { done: format.number(worked), total: format.number(action.total) })}
          </Text>
        </BlockStack>
      </Banner>
    );
  }
  const changed = { count: action.changed, n: format.number(action.changed) };
  const title = action.status === 'failed' ? t('bulk.stopped') : adding ? t('bulk.added', changed) : t('bulk.removed', changed);
  const tone = action.status === 'failed' ? 'critical' : action.failed ? 'warning' : 'success';
  const canUndo = action.changed > 0 && !action.undone;
  return (
    <Banner tone={tone} title={title} onDismiss={onDismiss} {...(canUndo && { action: { content: t('common.undo'), onAction: onUndo } })}>
      <Outcome action={action} />
    </Banner>
  );
}

function Outcome({ action }: { action: BulkProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const unchanged = action.done - action.changed;
  return (
    <BlockStack gap="100">
      <Text as="p" breakWord>
        {format.list(action.tags)}
      </Text>
      {action.status === 'failed' ? <Text as="p">{t('bulk.stoppedText')}</Text> : null}
      {action.undone ? <Text as="p">{t('bulk.undone')}</Text> : null}
      {unchanged > 0 ? <Text as="p">{t('bulk.unchanged', { count: unchanged, n: format.number(unchanged) })}</Text> : null}
      {action.failed > 0 ? <Text as="p">{t('bulk.failed', { count: action.failed, n: format.number(action.failed) })}</Text> : null}
      {action.errors.slice(0, FAILURES_SHOWN).map((failure) => (
        <Text as="p" key={failure.id} variant="bodySm">
          {t('bulk.failureLine', failure)}
        </Text>
      ))}
    </BlockStack>
  );
}
