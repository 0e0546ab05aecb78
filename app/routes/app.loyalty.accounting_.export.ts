import type { LoaderFunctionArgs } from '@remix-run/node';
import { allDays, breakageOf, journal } from '~/domain/loyalty/accounting/index.server';
import { getShop } from '~/domain/shops/index.server';
import { breakageColumns, dayColumns, journalColumns } from '~/i18n/books-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

/** The daily movements, with `file=journal` the journal of deferred revenue, with `file=breakage` the breakage estimate, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [shop, { locale }] = await Promise.all([getShop(page.shopId), languageOf(request, page)]);
    const { t } = i18nFor(locale);
    const books = { zone: shop.timezone, currency: shop.currency };
    const { file } = searchOf(request);
    if (file === 'journal') return csvResponse('loyalty-journal.csv', journalColumns(t, shop.currency), journal(page.shopId, books, page.now));
    if (file === 'breakage') return csvResponse('loyalty-breakage.csv', breakageColumns(t), cohortsOf(page.shopId, books, page.now));
    return csvResponse('loyalty-days.csv', dayColumns(t), allDays(page.shopId, shop.timezone, page.now));
  });

async function* cohortsOf(...of: Parameters<typeof breakageOf>) {
  yield (await breakageOf(...of)).cohorts;
}
