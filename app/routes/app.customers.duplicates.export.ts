import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { eachMerge, eachSuggestion } from '~/domain/duplicates/index.server';
import { DUPLICATE_VIEWS } from '~/domain/duplicates/model';
import { mergeColumns, suggestionColumns } from '~/i18n/csv-duplicates-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { notedRows } from '~/platform/shopify/noted-rows.server';

const wanted = z.object({ show: z.enum(DUPLICATE_VIEWS).catch('open').default('open') });

/** The suggestions of a view, or the merges, as a CSV file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { locale } = await languageOf(request, page);
    const { t } = i18nFor(locale);
    const { show } = wanted.parse(searchOf(request));
    if (show === 'merged') {
      const merges = notedRows(page, 'customer_export', eachMerge(page.shopId), ({ from, into }) => [from.id, into.id]);
      return csvResponse('merges.csv', mergeColumns(t), merges);
    }
    const suggestions = notedRows(page, 'customer_export', eachSuggestion(page.shopId, show), ({ one, other }) => (other ? [one.id, other.id] : [one.id]));
    return csvResponse('duplicates.csv', suggestionColumns(t), suggestions);
  });
