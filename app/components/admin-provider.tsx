import { Link, useNavigate } from '@remix-run/react';
import { AppProvider, type AppProviderProps } from '@shopify/polaris';
import { useEffect, type ComponentProps, type ReactNode } from 'react';

type PolarisLinkProps = ComponentProps<NonNullable<AppProviderProps['linkComponent']>>;

/** Polaris' links go through the router; those out of the app go out of its frame. */
function RouterLink({ url, external, ref: _ref, target, children, ...rest }: PolarisLinkProps) {
  if (external || /^[a-z]+:/i.test(url)) {
    return (
      <a {...rest} href={url} target={target ?? (external ? '_blank' : undefined)} rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <Link {...rest} to={url} {...(target && { target })}>
      {children}
    </Link>
  );
}

export interface AdminProviderProps {
  apiKey: string;
  /** Shopify's App Bridge; it must run before anything of ours does. */
  appBridgeUrl: string;
  i18n: AppProviderProps['i18n'];
  children: ReactNode;
}

/** What every page inside Shopify's admin stands on: App Bridge, Polaris, and the admin's own navigation led to our router. */
export function AdminProvider({ apiKey, appBridgeUrl, i18n, children }: AdminProviderProps) {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
      if (href) navigate(href);
    };
    addEventListener('shopify:navigate', follow);
    return () => removeEventListener('shopify:navigate', follow);
  }, [navigate]);
  return (
    <>
      <script src={appBridgeUrl} data-api-key={apiKey} />
      <AppProvider i18n={i18n} linkComponent={RouterLink}>
        {children}
      </AppProvider>
    </>
  );
}
