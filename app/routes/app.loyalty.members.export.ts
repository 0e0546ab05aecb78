import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachMember, tierNames } from '~/domain/loyalty/members/index.server';
import { MEMBER_COLUMNS, memberFilter, type MemberRow } from '~/domain/loyalty/members/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { columnsFrom } from '~/domain/views/model';
import { memberColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf, type AdminPage } from '~/platform/shopify/admin-page.server';

/** The list of members as it is filtered, as a CSV file with the columns that are asked for, or all. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [{ locale }, tiers] = await Promise.all([languageOf(request, page), tierNames(page.shopId, page.now)]);
    const search = searchOf(request);
    const nameOf = (id: string) => tiers.find((tier) => tier.id === id)?.name[locale] || id;
    const columns = memberColumns(i18nFor(locale).t, nameOf, columnsFrom(MEMBER_COLUMNS, search['columns']));
    return csvResponse('members.csv', columns, noted(page, eachMember(page.shopId, memberFilter.parse(search), page.now)));
  });

/** Whoever is in the file has been shown, page by page as it goes out. */
async function* noted({ shopId, userId, now }: AdminPage, pages: AsyncIterable<MemberRow[]>): AsyncGenerator<MemberRow[]> {
  for await (const rows of pages) {
    noteAccess(shopId, { userId, kind: 'member_export', customerIds: rows.map(({ id }) => id), at: now });
    yield rows;
  }
}
