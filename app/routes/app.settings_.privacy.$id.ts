import type { LoaderFunctionArgs } from '@remix-run/node';
import { readExport } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

/** What was gathered for a data request, as a JSON file to hand to the customer. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId }) => {
    const document = await readExport(shopId, idParam(params['id']));
    if (document === null) throw new AppError('not_found', 'There is nothing to download for this request, or the person has been erased.');
    return new Response(JSON.stringify(document, null, 2), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="customer-data.json"',
        'Cache-Control': 'no-store',
      },
    });
  });
