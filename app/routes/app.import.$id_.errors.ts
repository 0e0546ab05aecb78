import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachError, getFileImport } from '~/domain/file-imports/index.server';
import { errorColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

/** The rows of a file that were not imported, and why, as a CSV file. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const id = idParam(params['id']);
    const [{ file }, { locale }] = await Promise.all([getFileImport(page.shopId, id), languageOf(request, page)]);
    return csvResponse('import-errors.csv', errorColumns(i18nFor(locale).t, file.settings?.columns ?? []), eachError(page.shopId, id));
  });
