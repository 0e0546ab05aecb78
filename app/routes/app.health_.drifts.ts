import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachDrift } from '~/domain/loyalty/projection/index.server';
import { driftColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** The comparisons of members with what the store shows of them, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    return csvResponse('member-comparisons.csv', driftColumns(i18nFor(locale).t), eachDrift(page.shopId));
  });
