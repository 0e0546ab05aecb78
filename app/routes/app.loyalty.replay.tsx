import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { usePolling } from '~/components/file-import/use-polling';
import { LoyaltyNav } from '~/components/loyalty/loyalty-nav';
import { PublishCard, type PublishError } from '~/components/loyalty/replay/publish-card';
import { ReplayResultCards } from '~/components/loyalty/replay/result-cards';
import { RunCard, type RunState } from '~/components/loyalty/replay/run-card';
import { useToast } from '~/components/use-toast';
import { draftOverview } from '~/domain/loyalty/programme/index.server';
import { latestReplay, publishDraft, requestReplay } from '~/domain/loyalty/replay/index.server';
import type { Replay } from '~/domain/loyalty/replay/model';
import { orderNames } from '~/domain/orders/index.server';
import { AppError } from '~/domain/shared/errors';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, type AdminPage } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'loyaltyReplay.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const [overview, replay, shop] = await Promise.all([draftOverview(shopId, now), latestReplay(shopId), getShop(shopId)]);
    const ids = replay?.result?.changed.map(({ orderId }) => BigInt(orderId)) ?? [];
    const names = Object.fromEntries([...(await orderNames(shopId, ids))].map(([id, name]) => [id.toString(), name]));
    return { ...overview, replay, names, timezone: shop.timezone };
  });

const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('run') }),
  z.object({
    intent: z.literal('publish'),
    day: z.union([z.literal(''), z.iso.date()]),
    note: z.string().trim().max(500),
  }),
]);
interface Answer {
  error: PublishError | null;
  published: boolean;
}

/** Runs the draft over the shop's history, or publishes it. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<Answer> => {
    const wanted = order.parse(Object.fromEntries(await request.formData()));
    try {
      return await follow(page, wanted);
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'invalid_input')) throw error;
      const why = {
        day: 'past',
        effectiveAt: 'scheduledFirst',
        replay: 'conflict',
      } as const;
      return {
        error: error.field === 'day' || error.field === 'effectiveAt' || error.field === 'replay' ? why[error.field] : 'invalid',
        published: false,
      };
    }
  });

async function follow({ shopId, userId, now }: AdminPage, wanted: z.output<typeof order>): Promise<Answer> {
  if (wanted.intent === 'run') {
    await requestReplay(shopId, userId, now);
    return { error: null, published: false };
  }
  const { timezone } = await getShop(shopId);
  await publishDraft(shopId, { day: wanted.day || null, zone: timezone, note: wanted.note, by: userId }, now);
  return { error: null, published: true };
}

function stateOf(replay: Replay | null, revision: number): RunState {
  if (!replay) return 'none';
  return replay.status === 'done' && replay.draftRevision !== revision ? 'outdated' : replay.status;
}

export default function ReplayPage() {
  const { draft, inForce, changes, replay, names, timezone } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const runner = useFetcher<Answer>();
  const publisher = useFetcher<Answer>();
  const state = stateOf(replay, draft.revision);
  usePolling(state === 'queued' || state === 'running');
  useToast(publisher.data?.published ? publisher.data : null, t('loyaltyReplay.published'));
  const send = (fetcher: typeof runner, fields: Record<string, string>) => fetcher.submit(fields, { method: 'post', action: '/app/loyalty/replay' });
  const isPublished = inForce !== null && changes === 0;
  const programmes = [draft.document, ...(inForce ? [inForce.programme] : [])];
  return (
    <Page title={t('loyaltyReplay.title')} fullWidth>
      <BlockStack gap="400">
        <LoyaltyNav />
        {draft.revision === 0 && inForce === null ? (
          <Card>
            <BlockStack gap="300" inlineAlign="start">
              <Text as="p">{t('loyaltyReplay.empty')}</Text>
              <Button url="/app/loyalty/programme" variant="primary">
                {t('loyaltyReplay.setUp')}
              </Button>
            </BlockStack>
          </Card>
        ) : (
          <>
            <RunCard
              state={state}
              done={replay?.done ?? 0}
              total={replay?.total ?? 0}
              finishedAt={replay?.finishedAt ?? null}
              error={runner.data?.error ?? null}
              busy={runner.state !== 'idle'}
              onStart={() => send(runner, { intent: 'run' })}
            />
            {replay?.result ? <ReplayResultCards result={replay.result} hasToday={replay.todayVersion !== null} programmes={programmes} names={names} /> : null}
            {isPublished ? (
              <Text as="p" tone="subdued">
                {t('loyaltyReplay.nothingToPublish')}
              </Text>
            ) : (
              <PublishCard
                looked={state === 'done'}
                busy={publisher.state !== 'idle'}
                error={publisher.data?.error ?? null}
                timezone={timezone}
                onPublish={(publication) => send(publisher, { intent: 'publish', ...publication })}
              />
            )}
          </>
        )}
      </BlockStack>
    </Page>
  );
}
