import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { CompareCard } from '~/components/health/compare-card';
import { FlowEventsCard } from '~/components/health/flow-events-card';
import { FlowCard } from '~/components/health/flow-card';
import { JobsCard } from '~/components/health/jobs-card';
import { MessagesCard } from '~/components/health/messages-card';
import { ProjectionCard } from '~/components/health/projection-card';
import { StuckRewardsCard } from '~/components/health/stuck-rewards-card';
import { useRefresh } from '~/components/health/use-refresh';
import { useToast } from '~/components/use-toast';
import { discardFlowEvents, refusedFlowEvents, retryFlowEvents } from '~/domain/loyalty/flow/index.server';
import { beginDrift, latestDrifts, readProjectionHealth, retryProjections } from '~/domain/loyalty/projection/index.server';
import { countTroubled } from '~/domain/loyalty/rewards/index.server';
import { beginReconcile, latestReconciles } from '~/domain/reconcile/index.server';
import { discardMessages, readInboxHealth, readJobsHealth, retryJobs, retryMessages, troubledMessages } from '~/domain/sync-health/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage } from '~/platform/shopify/admin-page.server';

const LISTED = 50;
const RUNS = 30;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'health.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const [inbox, messages, jobs, runs, projection, drifts, stuck, refused] = await Promise.all([
      readInboxHealth(shopId),
      troubledMessages(shopId, LISTED),
      readJobsHealth(shopId, LISTED),
      latestReconciles(shopId, RUNS),
      readProjectionHealth(shopId, LISTED),
      latestDrifts(shopId, RUNS),
      countTroubled(shopId, now),
      refusedFlowEvents(shopId, LISTED),
    ]);
    return { inbox, messages, jobs, runs, projection, drifts, stuck, refused };
  });

const ids = z.literal('all').or(
  z
    .string()
    .regex(/^\d{1,18}$/)
    .transform((id) => [BigInt(id)]),
);
const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['retry', 'discard', 'rerun', 'tell', 'tellFlow', 'discardFlow']), ids }),
  z.object({ intent: z.literal('compare'), whole: z.enum(['true', 'false']) }),
  z.object({ intent: z.literal('compareMembers') }),
]);

const WORK = {
  retry: retryMessages,
  discard: discardMessages,
  rerun: retryJobs,
  tell: retryProjections,
  tellFlow: retryFlowEvents,
  discardFlow: discardFlowEvents,
};

/** Tries what has failed again, gives it up, or begins a comparison with the store. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const parsed = order.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return { intent: null, error: 'invalid_input' as const };
    const wanted = parsed.data;
    if (wanted.intent === 'compare') {
      const runId = await beginReconcile(shopId, { reason: 'asked', whole: wanted.whole === 'true' }, now);
      return { intent: wanted.intent, error: runId === null ? ('busy' as const) : null };
    }
    if (wanted.intent === 'compareMembers') return { intent: 'compare' as const, error: (await beginDrift(shopId, null, now)) ? null : ('busy' as const) };
    await WORK[wanted.intent](shopId, wanted.ids);
    return { intent: wanted.intent, error: null };
  });

export default function Health() {
  const { inbox, messages, jobs, runs, projection, drifts, stuck, refused } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const orders = useFetcher<typeof action>();
  const isRunning = runs[0]?.status === 'running' || drifts[0]?.status === 'running';
  useRefresh(isRunning ? 2000 : 10_000);
  const done = orders.data && !orders.data.error && orders.data.intent ? orders.data : null;
  useToast(done, t(`health.done.${done?.intent ?? 'retry'}`));
  const submit = (fields: Record<string, string>) => orders.submit(fields, { method: 'post', action: '/app/health' });
  const isTroubled = inbox.parked > 0 || jobs.failed > 0 || (projection?.givenUp ?? 0) > 0;
  return (
    <Page title={t('health.title')} subtitle={t('health.subtitle')}>
      <BlockStack gap="400">
        {orders.data?.error ? <Banner tone="warning" title={t(`health.errors.${orders.data.error}`)} /> : null}
        {isTroubled ? (
          <Banner tone="warning" title={t('health.troubledTitle')}>
            {t('health.troubledText')}
          </Banner>
        ) : stuck > 0 || refused.count > 0 ? null : (
          <Banner tone="success" title={t('health.healthyTitle')}>
            {t('health.healthyText')}
          </Banner>
        )}
        {stuck > 0 ? <StuckRewardsCard count={stuck} /> : null}
        {refused.count > 0 ? (
          <FlowEventsCard
            refused={refused}
            submitting={orders.state !== 'idle'}
            onRetry={(id) => submit({ intent: 'tellFlow', ids: id })}
            onDiscard={(id) => submit({ intent: 'discardFlow', ids: id })}
          />
        ) : null}
        <FlowCard inbox={inbox} />
        <CompareCard runs={runs} submitting={orders.state !== 'idle'} onCompare={(whole) => submit({ intent: 'compare', whole: String(whole) })} />
        {projection ? (
          <ProjectionCard
            projection={projection}
            drifts={drifts}
            submitting={orders.state !== 'idle'}
            onRetry={(id) => submit({ intent: 'tell', ids: id })}
            onCompare={() => submit({ intent: 'compareMembers' })}
          />
        ) : null}
        <MessagesCard
          messages={messages}
          total={inbox.parked + inbox.retrying}
          parked={inbox.parked}
          submitting={orders.state !== 'idle'}
          onRetry={(id) => submit({ intent: 'retry', ids: id })}
          onDiscard={(id) => submit({ intent: 'discard', ids: id })}
        />
        <JobsCard jobs={jobs} submitting={orders.state !== 'idle'} onRetry={(id) => submit({ intent: 'rerun', ids: id })} />
      </BlockStack>
    </Page>
  );
}
