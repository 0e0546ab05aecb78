import type { LoaderFunctionArgs } from '@remix-run/node';
import { eachMember, tierNames } from '~/domain/loyalty/members/index.server';
import { MEMBER_COLUMNS, memberFilter } from '~/domain/loyalty/members/model';
import { columnsFrom } from '~/domain/views/model';
import { memberColumns } from '~/i18n/csv-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { notedRows } from '~/platform/shopify/noted-rows.server';

/** The list of members as it is filtered, as a CSV file with the columns that are asked for, or all. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const [{ locale }, tiers] = await Promise.all([languageOf(request, page), tierNames(page.shopId, page.now)]);
    const search = searchOf(request);
    const nameOf = (id: string) => tiers.find((tier) => tier.id === id)?.name[locale] || id;
    const columns = memberColumns(i18nFor(locale).t, nameOf, columnsFrom(MEMBER_COLUMNS, search['columns']));
    const rows = notedRows(page, 'member_export', eachMember(page.shopId, memberFilter.parse(search), page.now), ({ id }) => [id]);
    return csvResponse('members.csv', columns, rows);
  });
