import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DraftPage } from '~/components/loyalty/draft-page';
import { DraftState } from '~/components/loyalty/draft-state';
import { LadderCard } from '~/components/loyalty/tiers/ladder-card';
import { LevelsCard } from '~/components/loyalty/tiers/levels-card';
import { TierRulesCard } from '~/components/loyalty/tiers/rules-card';
import { useDistribution } from '~/components/loyalty/tiers/use-distribution';
import { useDraftForm } from '~/components/loyalty/use-draft-form';
import { draftOverview } from '~/domain/loyalty/programme/index.server';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { distributionOf } from '~/domain/loyalty/tiers/index.server';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyTiers.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const [overview, shop] = await Promise.all([draftOverview(shopId, now), getShop(shopId)]);
    // Tiers are part of a programme: without one it is chosen first where to begin.
    if (overview.draft.revision === 0 && !overview.inForce) throw redirect(`/app/loyalty/programme${new URL(request.url).search}`);
    return { ...overview, distribution: await distributionOf(shopId, overview.draft.document.tiers, shop.timezone, now) };
  });

export default function TiersPage() {
  const { draft, inForce, changes, distribution: loaded } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const form = useDraftForm(draft);
  const { tiers } = form.programme;
  const { distribution, loading } = useDistribution(tiers, loaded);
  const change = (part: Partial<TierRules>) => form.change({ tiers: { ...tiers, ...part } });
  const setEntry = (index: number, entry: string) => change({ levels: tiers.levels.map((level, at) => (at === index ? { ...level, entry } : level)) });
  return (
    <DraftPage title={t('loyaltyTiers.title')} form={form} banner={<DraftState inForce={inForce} changes={changes} dirty={form.dirty} />}>
      <LadderCard programme={form.programme} distribution={distribution} loading={loading} onEntry={setEntry} />
      <TierRulesCard rules={tiers} onChange={change} />
      <LevelsCard rules={tiers} onChange={change} />
    </DraftPage>
  );
}
