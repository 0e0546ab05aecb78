import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachPrivacyRequest } from '~/domain/privacy/index.server';
import { requestColumns } from '~/i18n/csv-log-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage } from '~/platform/shopify/admin-page.server';

/** What privacy law has asked for, and what was done, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    return csvResponse('privacy-requests.csv', requestColumns(i18nFor(locale).t), eachPrivacyRequest(page.shopId));
  });
