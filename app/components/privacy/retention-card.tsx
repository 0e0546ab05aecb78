import { Card } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Retention } from '~/domain/privacy/model';
import { FactsList } from '../settings/facts-list';

/** How long what is kept. */
export function RetentionCard({ days }: { days: Retention }) {
  const { t } = useTranslation();
  const kinds = ['exports', 'files', 'accessLog', 'parked', 'inbox', 'events'] as const;
  return (
    <Card>
      <FactsList facts={kinds.map((kind) => ({ label: t(`privacy.kept.${kind}`), value: t('privacy.days', { count: days[kind], n: days[kind] }) }))} />
    </Card>
  );
}
