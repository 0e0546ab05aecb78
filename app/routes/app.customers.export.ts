import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachCustomer } from '~/domain/customers/index.server';
import { CUSTOMER_COLUMNS, customerFilter, type CustomerRow } from '~/domain/customers/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { getShop } from '~/domain/shops/index.server';
import { columnsFrom } from '~/domain/views/model';
import { customerColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf, type AdminPage } from '~/platform/shopify/admin-page.server';

/** The list as it is filtered, as a CSV file with the columns that are asked for, or all. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const search = searchOf(request);
    const columns = customerColumns(i18nFor(locale).t, shop.currency, columnsFrom(CUSTOMER_COLUMNS, search['columns']));
    return csvResponse('customers.csv', columns, noted(page, eachCustomer(page.shopId, customerFilter.parse(search), page.now)));
  });

/** Whoever is in the file has been shown, page by page as it goes out. */
async function* noted({ shopId, userId, now }: AdminPage, pages: AsyncIterable<CustomerRow[]>): AsyncGenerator<CustomerRow[]> {
  for await (const rows of pages) {
    noteAccess(shopId, { userId, kind: 'customer_export', customerIds: rows.map(({ id }) => id), at: now });
    yield rows;
  }
}
