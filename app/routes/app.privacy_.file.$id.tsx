import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderToStaticMarkup } from 'react-dom/server';
import { DataFileDocument } from '~/components/privacy/data-file-document';
import { noteAccess, noteDownload, readExport } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { getShop } from '~/domain/shops/index.server';
import { languageOf } from '~/i18n/language.server';
import { SettingProvider } from '~/i18n/setting';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

/** What was gathered for a data request: for machines as JSON, for the person to read or print as a page of its own. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { shopId, userId, now } = page;
    const id = idParam(params['id']);
    const found = await readExport(shopId, id);
    if (!found) throw new AppError('not_found', 'There is nothing to download for this request, or the person has been erased.');
    await noteDownload(shopId, id, now);
    noteAccess(shopId, { userId, kind: 'data_file', customerIds: [found.customerId], at: now });
    if (searchOf(request)['as'] !== 'page') return file(JSON.stringify(found.file, null, 2), 'application/json', 'customer-data.json');
    const [shop, { locale }] = await Promise.all([getShop(shopId), languageOf(request, page)]);
    const html = renderToStaticMarkup(
      <SettingProvider setting={{ locale, currency: shop.currency, timezone: shop.timezone }}>
        <DataFileDocument file={found.file} shopName={shop.name} customerId={found.customerId.toString()} />
      </SettingProvider>,
    );
    return file(`<!doctype html>${html}`, 'text/html', 'customer-data.html');
  });

function file(body: string, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' },
  });
}
