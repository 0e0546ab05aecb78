import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachReconcile } from '~/domain/reconcile/index.server';
import { comparisonColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** The comparisons with the store, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    return csvResponse('comparisons.csv', comparisonColumns(i18nFor(locale).t), eachReconcile(page.shopId));
  });
