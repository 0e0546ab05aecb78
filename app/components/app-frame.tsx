import { NavMenu } from '@shopify/app-bridge-react';
import { Link, Outlet, useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton, type SkeletonKind } from './page-skeleton';

const SKELETON_AFTER_MS = 150;
const TITLES = {
  customers: 'nav.customers',
  orders: 'nav.orders',
  products: 'nav.products',
  loyalty: 'nav.loyalty',
  import: 'nav.import',
  health: 'nav.health',
  settings: 'nav.settings',
} as const;

function isSection(text: string | undefined): text is keyof typeof TITLES {
  return text !== undefined && text in TITLES;
}

/** The navigation, and the page: or, when the next one takes a moment, its shape. */
export function AppFrame() {
  const { t } = useTranslation();
  const pending = usePendingPath();
  return (
    <>
      <NavMenu>
        <Link to="/app" rel="home">
          {t('nav.home')}
        </Link>
        <Link to="/app/customers">{t('nav.customers')}</Link>
        <Link to="/app/orders">{t('nav.orders')}</Link>
        <Link to="/app/products">{t('nav.products')}</Link>
        <Link to="/app/loyalty">{t('nav.loyalty')}</Link>
        <Link to="/app/import">{t('nav.import')}</Link>
        <Link to="/app/health">{t('nav.health')}</Link>
        <Link to="/app/settings">{t('nav.settings')}</Link>
      </NavMenu>
      <main>{pending === null ? <Outlet /> : <NextPage path={pending} />}</main>
    </>
  );
}

function NextPage({ path }: { path: string }) {
  const { t } = useTranslation();
  const [, , section, id] = path.split('/');
  const kind: SkeletonKind = !section
    ? 'home'
    : id || section === 'loyalty' || section === 'settings' || section === 'health' || section === 'privacy'
      ? 'detail'
      : 'list';
  const title = isSection(section) && !id ? t(TITLES[section]) : undefined;
  return <PageSkeleton kind={kind} title={title} />;
}

/** The path being moved to, once that has taken long enough to be felt; paging and filtering stay on the page. */
function usePendingPath(): string | null {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const target = navigation.state === 'loading' && !navigation.formMethod && navigation.location.pathname !== pathname ? navigation.location.pathname : null;
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (target === null) {
      setShown(null);
      return undefined;
    }
    const timer = setTimeout(() => setShown(target), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [target]);
  return target === null ? null : shown;
}
