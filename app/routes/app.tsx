import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRevalidator, useRouteError, useRouteLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import type { ReactNode } from 'react';
import { AdminProvider } from '~/components/admin-provider';
import { AppFrame } from '~/components/app-frame';
import appStyles from '~/components/app.css?url';
import { ErrorPage, type ErrorKind } from '~/components/error-page';
import { env } from '~/config/env.server';
import { getShop } from '~/domain/shops/index.server';
import { noteStaff } from '~/domain/staff/index.server';
import { languageOf } from '~/i18n/language.server';
import { appTitle } from '~/i18n/page-title';
import { polarisTranslations } from '~/i18n/polaris';
import { SettingProvider } from '~/i18n/setting';
import { adminPage } from '~/platform/shopify/admin-page.server';
import { appBridgeUrl } from '~/platform/shopify/authenticate.server';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: appStyles },
];

/** For pages that could not be shown; the others have titles of their own. */
export const meta: MetaFunction = ({ matches }) => appTitle(matches);

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, language] = await Promise.all([getShop(page.shopId), languageOf(request, page), noteStaff(page.shopId, page.userId, page.now)]);
    return {
      apiKey: env().SHOPIFY_API_KEY,
      appBridgeUrl: appBridgeUrl(),
      locale: language.locale,
      shop: { name: shop.name, domain: shop.domain, currency: shop.currency, timezone: shop.timezone },
    };
  });

/** Only the settings change what the frame of every page is made of. */
export function shouldRevalidate({ formAction }: ShouldRevalidateFunctionArgs) {
  return formAction?.startsWith('/app/settings') ?? false;
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);

type FrameData = Awaited<ReturnType<typeof loader>>;

function Frame({ data, children }: { data: FrameData; children: ReactNode }) {
  const { locale, shop } = data;
  return (
    <AdminProvider apiKey={data.apiKey} appBridgeUrl={data.appBridgeUrl} i18n={polarisTranslations(locale)}>
      <SettingProvider setting={{ locale, currency: shop.currency, timezone: shop.timezone }}>{children}</SettingProvider>
    </AdminProvider>
  );
}

export default function AppLayout() {
  return (
    <Frame data={useLoaderData<typeof loader>()}>
      <AppFrame />
    </Frame>
  );
}

/** Shopify's own answers (a token to renew, a page to leave for) are rendered as they are; the rest is told in words. */
export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>('routes/app');
  const revalidator = useRevalidator();
  if (!data || isShopifyAnswer(error)) return boundary.error(error);
  return (
    <Frame data={data}>
      <ErrorPage kind={kindOf(error)} time={new Date().toISOString()} onRetry={() => revalidator.revalidate()} />
    </Frame>
  );
}

function isShopifyAnswer(error: unknown) {
  return isRouteErrorResponse(error) && (typeof error.data === 'string' || error.status === 401);
}

function kindOf(error: unknown): ErrorKind {
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return 'network';
  if (!isRouteErrorResponse(error)) return 'fault';
  if (error.status === 404) return 'notFound';
  if (error.status === 403) return 'forbidden';
  return error.status === 503 ? 'unavailable' : 'fault';
}
