import { Card } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { FactsList } from '../settings/facts-list';

export interface KeptDays {
  parked: number;
  inbox: number;
  events: number;
  exports: number;
  accessLog: number;
  files: number;
}

/** How long what is kept. */
export function RetentionCard({ days }: { days: KeptDays }) {
  const { t } = useTranslation();
  const kinds = ['exports', 'files', 'accessLog', 'parked', 'inbox', 'events'] as const;
  return (
    <Card>
      <FactsList facts={kinds.map((kind) => ({ label: t(`privacy.kept.${kind}`), value: t('privacy.days', { count: days[kind], n: days[kind] }) }))} />
    </Card>
  );
}
