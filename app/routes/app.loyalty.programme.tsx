import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftPage } from '~/components/loyalty/draft-page';
import { DraftState } from '~/components/loyalty/draft-state';
import { ProgrammeForm } from '~/components/loyalty/programme/programme-form';
import { SetupPage } from '~/components/loyalty/setup/setup-page';
import { templateProgramme, type Template } from '~/components/loyalty/templates';
import { useDraftForm, type SaveAnswer } from '~/components/loyalty/use-draft-form';
import { draftOverview } from '~/domain/loyalty/programme/index.server';
import { readMargin } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyForm.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const [overview, margin] = await Promise.all([draftOverview(shopId, now), readMargin(shopId)]);
    return { ...overview, margin };
  });

export default function ProgrammePage() {
  const { draft, inForce } = useLoaderData<typeof loader>();
  return draft.revision === 0 && inForce === null ? <Setup /> : <Editor />;
}

/** There is no programme yet: one chooses where to begin. */
function Setup() {
  const fetcher = useFetcher<SaveAnswer>();
  const { currency } = useFormat();
  const [choosing, setChoosing] = useState<Template | null>(null);
  const choose = (template: Template) => {
    setChoosing(template);
    fetcher.submit({ document: JSON.stringify(templateProgramme(template, currency)), revision: 0 }, { method: 'post', action: '/app/loyalty/draft' });
  };
  return <SetupPage choosing={fetcher.state === 'idle' ? null : choosing} onChoose={choose} />;
}

function Editor() {
  const { draft, inForce, changes, margin } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const form = useDraftForm(draft);
  return (
    <DraftPage title={t('loyaltyForm.title')} form={form} banner={<DraftState inForce={inForce} changes={changes} dirty={form.dirty} />}>
      <ProgrammeForm form={form} margin={margin} />
    </DraftPage>
  );
}
