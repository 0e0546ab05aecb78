import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachFeedRow, tierNames } from '~/domain/loyalty/members/index.server';
import { feedFilter } from '~/domain/loyalty/members/model';
import { feedColumns } from '~/i18n/books-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { notedRows } from '~/platform/shopify/noted-rows.server';

/** The movements of points and changes of tier as they are narrowed down, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    const rows = notedRows(page, 'loyalty_feed_export', eachFeedRow(page.shopId, feedFilter.parse(searchOf(request)), page.now), ({ customerId }) => [
      customerId,
    ]);
    return csvResponse('loyalty-activity.csv', feedColumns(i18nFor(locale).t, locale, await tierNames(page.shopId, page.now)), rows);
  });
