import { Link, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

const PAGES = ['members', 'programme', 'tiers', 'replay', 'versions', 'moving'] as const;

/** The pages of the programme, in the order in which one goes through them. */
export function LoyaltyNav() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('loyaltyNav.label')} className="rg-subnav">
      {PAGES.map((page) => {
        const here = pathname === `/app/loyalty/${page}` || pathname.startsWith(`/app/loyalty/${page}/`);
        return (
          <Link key={page} to={`/app/loyalty/${page}`} aria-current={here ? 'page' : undefined}>
            {t(`loyaltyNav.${page}`)}
          </Link>
        );
      })}
    </nav>
  );
}
