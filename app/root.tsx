import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';

/** `app.tsx` knows the language; pages outside the admin are English. */
function useLanguage(): string {
  const data = useRouteLoaderData<{ locale?: string } | undefined>('routes/app');
  return data?.locale ?? 'en';
}

export function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang={useLanguage()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
