import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachCustomer } from '~/domain/customers/index.server';
import { CUSTOMER_COLUMNS, customerFilter } from '~/domain/customers/model';
import { getShop } from '~/domain/shops/index.server';
import { columnsFrom } from '~/domain/views/model';
import { customerColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { notedRows } from '~/platform/shopify/noted-rows.server';

/** The list as it is filtered, as a CSV file with the columns that are asked for, or all. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const search = searchOf(request);
    const columns = customerColumns(i18nFor(locale).t, shop.currency, columnsFrom(CUSTOMER_COLUMNS, search['columns']));
    const rows = notedRows(page, 'customer_export', eachCustomer(page.shopId, customerFilter.parse(search), page.now), ({ id }) => [id]);
    return csvResponse('customers.csv', columns, rows);
  });
