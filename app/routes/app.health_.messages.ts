import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachTroubledMessage } from '~/domain/sync-health/index.server';
import { messageColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** The messages that have failed, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    return csvResponse('messages.csv', messageColumns(i18nFor(locale).t), eachTroubledMessage(page.shopId));
  });
