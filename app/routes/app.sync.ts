import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { importProgress, restartImport } from '~/domain/imports/index.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** How far the import is. */
export const loader = ({ request }: LoaderFunctionArgs) => adminPage(request, async ({ shopId, now }) => ({ progress: await importProgress(shopId, now) }));

/** Imports everything (again); while an import is under way, that one goes on. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    await restartImport(shopId, now);
    return { progress: await importProgress(shopId, now) };
  });
