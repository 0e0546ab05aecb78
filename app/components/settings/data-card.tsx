import { Badge, BlockStack, Button, Card, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '~/domain/imports/model';
import type { Holdings } from '~/domain/insights/model';
import { useFormat } from '~/i18n/setting';
import { useCountText } from '../list/list-page';
import { FactsList } from './facts-list';

export interface DataCardProps {
  holdings: Holdings;
  progress: ImportProgress | null;
  starting: boolean;
  onImport: () => void;
}

/** What has been read from the store, and reading it all again. */
export function DataCard({ holdings, progress, starting, onImport }: DataCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const countText = useCountText();
  const [asking, setAsking] = useState(false);
  const running = progress?.status === 'running';
  const confirm = () => {
    setAsking(false);
    onImport();
  };
  return (
    <Card>
      <BlockStack gap="400">
        <FactsList facts={(['customers', 'orders', 'products'] as const).map((kind) => ({ label: t(`nav.${kind}`), value: countText(holdings[kind]) }))} />
        <InlineStack gap="200" blockAlign="center">
          {running ? <Badge tone="attention">{t('sync.running')}</Badge> : null}
          <Text as="p" tone="subdued">
            {progress?.status === 'done' && progress.finishedAt
              ? t('sync.upToDateText', { date: format.date(progress.finishedAt, 'dateTime') })
              : t(running ? 'sync.runningText' : 'sync.waitingText')}
          </Text>
        </InlineStack>
        <Text as="p">{t('settings.resyncText')}</Text>
        <div>
          <Button onClick={() => setAsking(true)} disabled={running} loading={starting}>
            {t('settings.resync')}
          </Button>
        </div>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings.resyncConfirmTitle')}
        primaryAction={{ content: t('settings.resync'), onAction: confirm }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('settings.resyncConfirm')}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}
