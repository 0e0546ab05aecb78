import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import type { SavedViews } from './use-saved-views';

/** Says when a view does not show what it was made for. */
export function ViewBanner({ saved, missing }: { saved: SavedViews; missing: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (missing) return <Banner tone="warning">{t('views.missing')}</Banner>;
  const { active } = saved;
  if (!active) return null;
  const save = { content: t('views.saveSo'), onAction: () => saved.save(active), loading: saved.busy };
  if (active.outdated.length > 0)
    return (
      <Banner tone="warning" action={save}>
        {t('views.outdated', { filters: format.list(active.outdated) })}
      </Banner>
    );
  return active.erased ? (
    <Banner tone="info" action={save}>
      {t('views.erased')}
    </Banner>
  ) : null;
}
