import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachImport } from '~/domain/file-imports/index.server';
import { importColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** The imports from files there have been, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    return csvResponse('imports.csv', importColumns(i18nFor(locale).t), eachImport(page.shopId));
  });
