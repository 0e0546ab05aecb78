import type { LoaderFunctionArgs } from '@remix-run/node';
import { allDays, journal } from '~/domain/loyalty/accounting/index.server';
import { getShop } from '~/domain/shops/index.server';
import { dayColumns, journalColumns } from '~/i18n/books-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

async function* once<Row>(rows: Row[]) {
  yield rows;
}

/** The daily movements, or with `file=journal` the journal of deferred revenue, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const { t } = i18nFor(locale);
    const books = { zone: shop.timezone, currency: shop.currency };
    return searchOf(request)['file'] === 'journal'
      ? csvResponse('loyalty-journal.csv', journalColumns(t, shop.currency), once(await journal(page.shopId, books, page.now)))
      : csvResponse('loyalty-days.csv', dayColumns(t), once(await allDays(page.shopId, shop.timezone, page.now)));
  });
