import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachCustomer } from '~/domain/customers/index.server';
import { customerFilter } from '~/domain/customers/model';
import { getShop } from '~/domain/shops/index.server';
import { customerColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** The list as it is filtered, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const filter = customerFilter.parse(searchOf(request));
    return csvResponse('customers.csv', customerColumns(i18nFor(locale).t, shop.currency), eachCustomer(page.shopId, filter, page.now));
  });
