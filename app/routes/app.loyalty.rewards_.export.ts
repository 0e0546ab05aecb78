import type { LoaderFunctionArgs } from '@remix-run/node';
import { rewardsOffered } from '~/domain/loyalty/members/index.server';
import { eachRedemption } from '~/domain/loyalty/rewards/index.server';
import { redemptionFilter } from '~/domain/loyalty/rewards/model';
import { getShop } from '~/domain/shops/index.server';
import { redemptionColumns } from '~/i18n/csv-reward-columns';
import { csvResponse } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { languageOf } from '~/i18n/language.server';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';
import { notedRows } from '~/platform/shopify/noted-rows.server';

/** What points were spent on, as it is narrowed down, as a CSV file. Codes of gift cards are not in it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async (page) => {
    const { shopId, now } = page;
    const [{ locale }, shop, rewards] = await Promise.all([languageOf(request, page), getShop(shopId), rewardsOffered(shopId)]);
    const wanted = { filter: redemptionFilter.parse(searchOf(request)), zone: shop.timezone, now };
    const rows = notedRows(page, 'redemption_export', eachRedemption(shopId, wanted), ({ customerId }) => [customerId]);
    return csvResponse('rewards.csv', redemptionColumns(i18nFor(locale).t, locale, shop.currency, rewards), rows);
  });
