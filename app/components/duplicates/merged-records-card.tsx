import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeRow } from '~/domain/duplicates/model';
import { useToast } from '../use-toast';
import { ConfirmModal } from './confirm-modal';
import { MergeList } from './merge-list';

/** The records that were merged into somebody. */
export function MergedRecordsCard({ merges }: { merges: MergeRow[] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<MergeRow | null>(null);
  const fetcher = useFetcher<{ done: string | null; error: string | null }>();
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined;
  useToast(answer?.done ? answer : null, t('duplicates.done.undo'));
  const undo = () => {
    if (asked) fetcher.submit({ intent: 'undo', id: asked.from.id.toString() }, { method: 'post', action: '/app/customers/duplicates?index' });
    setAsked(null);
  };
  if (merges.length === 0 && !answer?.error) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('duplicates.records')}
        </Text>
        {answer?.error ? <Banner tone="critical">{t('errors.conflict')}</Banner> : null}
        <MergeList rows={merges} busy={fetcher.state !== 'idle'} onUndo={setAsked} />
      </BlockStack>
      <ConfirmModal
        open={asked !== null}
        title={t('duplicates.undoTitle')}
        text={t('duplicates.undoText')}
        action={t('duplicates.undo')}
        onConfirm={undo}
        onClose={() => setAsked(null)}
      />
    </Card>
  );
}
