import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachOrder } from '~/domain/orders/index.server';
import { ORDER_COLUMNS, orderFilter } from '~/domain/orders/model';
import { getShop } from '~/domain/shops/index.server';
import { columnsFrom } from '~/domain/views/model';
import { orderColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** The list as it is filtered, as a CSV file with the columns that are asked for, or all. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const search = searchOf(request);
    const columns = orderColumns(i18nFor(locale).t, shop.currency, columnsFrom(ORDER_COLUMNS, search['columns']));
    return csvResponse('orders.csv', columns, eachOrder(page.shopId, orderFilter.parse(search), page.now));
  });
