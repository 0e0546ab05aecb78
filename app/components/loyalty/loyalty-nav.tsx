import { Link, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

const PAGES = ['home', 'members', 'rewards', 'activity', 'accounting', 'programme', 'tiers', 'replay', 'versions', 'moving'] as const;

/** The pages of loyalty: what happens in it, then the programme's in the order in which one goes through them. */
export function LoyaltyNav() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('loyaltyNav.label')} className="rg-subnav">
      {PAGES.map((page) => {
        const address = page === 'home' ? '/app/loyalty' : `/app/loyalty/${page}`;
        const here = pathname === address || (page !== 'home' && pathname.startsWith(`${address}/`));
        return (
          <Link key={page} to={address} aria-current={here ? 'page' : undefined}>
            {t(`loyaltyNav.${page}`)}
          </Link>
        );
      })}
    </nav>
  );
}
