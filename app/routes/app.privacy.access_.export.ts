import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachAccess } from '~/domain/privacy/index.server';
import { accessSearch } from '~/domain/privacy/model';
import { accessColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** Who looked at whose data, as the list is narrowed down, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    const { customer, user } = accessSearch.parse(searchOf(request));
    return csvResponse('access-log.csv', accessColumns(i18nFor(locale).t), eachAccess(page.shopId, { customerId: customer, userId: user }));
  });
