import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachOrder } from '~/domain/orders/index.server';
import { orderFilter } from '~/domain/orders/model';
import { getShop } from '~/domain/shops/index.server';
import { orderColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** The list as it is filtered, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const filter = orderFilter.parse(searchOf(request));
    return csvResponse('orders.csv', orderColumns(i18nFor(locale).t, shop.currency), eachOrder(page.shopId, filter, page.now));
  });
