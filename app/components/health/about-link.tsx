import { Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { About } from '~/domain/sync-health/model';

/** Leads to the record that something is about. */
export function AboutLink({ about }: { about: About }) {
  const { t } = useTranslation();
  return (
    <Link url={`/app/${about.kind}s/${about.id}`} removeUnderline>
      {t(`health.about.${about.kind}`, { id: about.id })}
    </Link>
  );
}
