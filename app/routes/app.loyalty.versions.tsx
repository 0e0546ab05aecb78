import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData, useSearchParams } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { AskModal } from '~/components/loyalty/versions/ask-modal';
import { CompareCard } from '~/components/loyalty/versions/compare-card';
import { ImportCard } from '~/components/loyalty/versions/import-card';
import { VersionList } from '~/components/loyalty/versions/version-list';
import { useDownload } from '~/components/use-download';
import { useToast } from '~/components/use-toast';
import { diffProgrammes, importProgramme, listVersions, readDraft, rollBack, saveDraft, withdraw } from '~/domain/loyalty/programme/index.server';
import type { ProgrammeProblem } from '~/domain/loyalty/programme/model';
import { AppError } from '~/domain/shared/errors';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, searchOf, type AdminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyVersions.title');

const pair = z.object({ from: z.coerce.number().int().min(0).optional().catch(undefined), to: z.coerce.number().int().min(0).catch(0).default(0) });

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const [draft, versions] = await Promise.all([readDraft(shopId, now), listVersions(shopId, now)]);
    const wanted = pair.parse(searchOf(request));
    const inForce = versions.find(({ state }) => state === 'in_force') ?? versions[0];
    const from = wanted.from ?? inForce?.version ?? 0;
    const programmeOf = (version: number) => versions.find((one) => one.version === version)?.programme ?? draft.document;
    const [before, after] = [programmeOf(from), programmeOf(wanted.to)];
    return { me: userId, versions, revision: draft.revision, from, to: wanted.to, before, after, changes: diffProgrammes(before, after) };
  });

const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['rollBack', 'withdraw']), version: z.coerce.number().int().min(1) }),
  z.object({ intent: z.literal('import'), text: z.string().max(2_000_000), revision: z.coerce.number().int().min(0) }),
]);
interface Answer {
  done: 'rollBack' | 'withdraw' | 'import' | null;
  refused: 'conflict' | 'scheduledFirst' | null;
  problems: ProgrammeProblem[];
}

/** Puts an old version back in force, withdraws a scheduled one, or takes a file as the draft. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<Answer> => {
    const wanted = order.parse(Object.fromEntries(await request.formData()));
    try {
      return await follow(page, wanted);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'conflict' || error.code === 'invalid_input'))
        return { done: null, refused: error.field === 'effectiveAt' ? 'scheduledFirst' : 'conflict', problems: [] };
      throw error;
    }
  });

async function follow({ shopId, userId, now }: AdminPage, wanted: z.output<typeof order>): Promise<Answer> {
  if (wanted.intent === 'import') {
    const checked = importProgramme(wanted.text);
    if (!checked.ok) return { done: null, refused: null, problems: checked.problems };
    await saveDraft(shopId, { document: checked.programme, revision: wanted.revision, by: userId }, now);
  } else if (wanted.intent === 'rollBack') await rollBack(shopId, wanted.version, { by: userId }, now);
  else await withdraw(shopId, wanted.version, now);
  return { done: wanted.intent, refused: null, problems: [] };
}

type Asking = { intent: 'rollBack' | 'withdraw'; version: number } | { intent: 'import'; text: string; revision: number };

export default function VersionsPage() {
  const { me, versions, revision, from, to, before, after, changes } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const fetcher = useFetcher<Answer>();
  const download = useDownload();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { data } = fetcher;
  useToast(data?.done ? data : null, data?.done ? t(`loyaltyVersions.done.${data.done}`) : '');
  const send = (asked: Asking) => fetcher.submit(asked, { method: 'post', action: '/app/loyalty/versions' });
  const choose = (one: number, other: number) => setParams({ from: String(one), to: String(other) }, { replace: true, preventScrollReset: true });
  const save = (version: number) =>
    void download.start(`/app/loyalty/versions/export?version=${version}`, version === 0 ? 'programme-draft.json' : `programme-${version}.json`);
  return (
    <Page title={t('loyaltyVersions.title')} fullWidth>
      <BlockStack gap="400">
        <LoyaltyNav />
        {download.failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {data?.refused ? <Banner tone="critical" title={t(data.refused === 'conflict' ? 'errors.conflict' : 'loyaltyVersions.scheduledFirst')} /> : null}
        {versions.length === 0 ? (
          <Card>
            <Text as="p">{t('loyaltyVersions.none')}</Text>
          </Card>
        ) : (
          <>
            <VersionList
              versions={versions}
              me={me}
              exporting={download.running !== null}
              onExport={save}
              onCompare={(version) => choose(version, 0)}
              onAsk={(intent, version) => setAsking({ intent, version: version.version })}
            />
            <CompareCard
              versions={[0, ...versions.map(({ version }) => version)]}
              from={from}
              to={to}
              onChoose={choose}
              before={before}
              after={after}
              changes={changes}
            />
          </>
        )}
        <ImportCard
          problems={data?.problems ?? []}
          busy={fetcher.state !== 'idle'}
          exporting={download.running !== null}
          onFile={(text) => setAsking({ intent: 'import', text, revision })}
          onExport={() => save(0)}
        />
      </BlockStack>
      {asking ? (
        <AskModal
          intent={asking.intent}
          version={'version' in asking ? asking.version : undefined}
          onConfirm={() => {
            setAsking(null);
            send(asking);
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Page>
  );
}
