import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachMovement } from '~/domain/loyalty/members/index.server';
import { feedFilter, type FeedRow } from '~/domain/loyalty/members/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { movementColumns } from '~/i18n/books-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf, type AdminPage } from '~/platform/shopify/admin-page.server';

/** The movements of points as they are narrowed down, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    const rows = eachMovement(page.shopId, feedFilter.parse(searchOf(request)), page.now);
    return csvResponse('loyalty-activity.csv', movementColumns(i18nFor(locale).t), noted(page, rows));
  });

/** Whoever is in the file has been shown, page by page as it goes out. */
async function* noted({ shopId, userId, now }: AdminPage, pages: AsyncIterable<FeedRow[]>): AsyncGenerator<FeedRow[]> {
  for await (const rows of pages) {
    noteAccess(shopId, { userId, kind: 'loyalty_feed_export', customerIds: [...new Set(rows.map(({ customerId }) => customerId))], at: now });
    yield rows;
  }
}
