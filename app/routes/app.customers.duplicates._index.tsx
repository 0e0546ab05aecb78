import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Box, Card, InlineStack, Page, Pagination, Tabs, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ConfirmModal } from '~/components/duplicates/confirm-modal';
import { MergeList } from '~/components/duplicates/merge-list';
import { SuggestionList } from '~/components/duplicates/suggestion-list';
import { ExportButton } from '~/components/export-button';
import { usePagination } from '~/components/list/list-page';
import { useListParams } from '~/components/list/use-list-params';
import { useToast } from '~/components/use-toast';
import { claimGuestOrders, decideSuggestion, pageOfMerges, pageOfSuggestions, undoMerge } from '~/domain/duplicates/index.server';
import { DUPLICATE_VIEWS, type MergeRow, type SuggestionRow } from '~/domain/duplicates/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({ show: z.enum(DUPLICATE_VIEWS).catch('open').default('open'), cursor: z.string().optional() });

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'duplicates.title');

export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const { show, cursor = null } = wanted.parse(searchOf(request));
    if (show === 'merged') {
      const merges = await pageOfMerges(shopId, cursor);
      noteAccess(shopId, { userId, kind: 'customer_list', customerIds: merges.rows.flatMap(({ from, into }) => [from.id, into.id]), at: now });
      return { show, merges, suggestions: null, crowds: [] };
    }
    const { page, crowds } = await pageOfSuggestions(shopId, show, cursor);
    noteAccess(shopId, { userId, kind: 'customer_list', customerIds: page.rows.flatMap(({ one, other }) => [one.id, ...(other ? [other.id] : [])]), at: now });
    return { show, merges: null, suggestions: page, crowds };
  });

const order = z.object({ intent: z.enum(['dismiss', 'restore', 'claim', 'undo']), id: z.string() });

/** Puts a suggestion aside or back, gives somebody the orders of guests, or undoes a merge. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const { intent, id: text } = order.parse(Object.fromEntries(await request.formData()));
    const id = idParam(text);
    try {
      if (intent === 'undo') await undoMerge(shopId, id, userId, now);
      else if (intent === 'claim') await claimGuestOrders(shopId, id, now);
      else await decideSuggestion(shopId, id, intent === 'dismiss' ? 'dismissed' : 'open', userId, now);
      return { done: intent, error: null };
    } catch (error) {
      if (error instanceof AppError) return { done: null, error: error.code };
      throw error;
    }
  });

type Asked = { intent: 'undo'; row: MergeRow } | { intent: 'claim'; row: SuggestionRow };

export default function Duplicates() {
  const { show, merges, suggestions, crowds } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const params = useListParams();
  const fetcher = useFetcher<typeof action>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const busy = fetcher.state !== 'idle';
  const answer = busy ? undefined : fetcher.data;
  useToast(answer?.done ? answer : null, answer?.done ? t(`duplicates.done.${answer.done}`) : '');
  const submit = (intent: string, id: bigint) => fetcher.submit({ intent, id: id.toString() }, { method: 'post', action: '/app/customers/duplicates?index' });
  const page = merges ?? suggestions;
  const pagination = usePagination(params, page ?? { next: null, previous: null });
  return (
    <Page
      title={t('duplicates.title')}
      subtitle={t('duplicates.subtitle')}
      primaryAction={
        page && page.rows.length > 0 ? (
          <ExportButton
            address={`/app/customers/duplicates/export?show=${show}`}
            fileName={show === 'merged' ? 'merges.csv' : 'duplicates.csv'}
            what={t(`duplicates.views.${show}`)}
          />
        ) : undefined
      }
      backAction={{ content: t('customers.title'), url: '/app/customers' }}
    >
      <BlockStack gap="400">
        {answer?.error ? <Banner tone="critical">{t('errors.conflict')}</Banner> : null}
        <Card padding="0">
          <Tabs
            tabs={DUPLICATE_VIEWS.map((id) => ({ id, content: t(`duplicates.views.${id}`), panelID: 'duplicates-panel' }))}
            selected={DUPLICATE_VIEWS.indexOf(show)}
            onSelect={(place) => params.set({ show: place === 0 ? '' : (DUPLICATE_VIEWS[place] ?? '') })}
          />
        </Card>
        <div id="duplicates-panel">
          {page?.rows.length === 0 ? <Nothing show={show} /> : null}
          {suggestions && suggestions.rows.length > 0 ? (
            <SuggestionList
              rows={suggestions.rows}
              view={show}
              busy={busy}
              onDecide={(row, intent) => (intent === 'claim' ? setAsked({ intent, row }) : submit(intent, row.id))}
            />
          ) : null}
          {merges && merges.rows.length > 0 ? (
            <Card>
              <MergeList rows={merges.rows} busy={busy} onUndo={(row) => setAsked({ intent: 'undo', row })} />
            </Card>
          ) : null}
        </div>
        {pagination ? (
          <InlineStack align="center">
            <Pagination {...pagination} />
          </InlineStack>
        ) : null}
        <CrowdNote crowds={crowds} />
      </BlockStack>
      <ConfirmModal
        open={asked !== null}
        title={t(asked?.intent === 'claim' ? 'duplicates.claimTitle' : 'duplicates.undoTitle')}
        text={t(asked?.intent === 'claim' ? 'duplicates.claimText' : 'duplicates.undoText')}
        action={t(asked?.intent === 'claim' ? 'duplicates.claim' : 'duplicates.undo')}
        onConfirm={() => {
          if (asked) submit(asked.intent, asked.intent === 'undo' ? asked.row.from.id : asked.row.id);
          setAsked(null);
        }}
        onClose={() => setAsked(null)}
      />
    </Page>
  );
}

function Nothing({ show }: { show: (typeof DUPLICATE_VIEWS)[number] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Box padding="800">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="h2" variant="headingMd">
            {t(`duplicates.empty.${show}`)}
          </Text>
          {show === 'open' ? (
            <Text as="p" tone="subdued" alignment="center">
              {t('duplicates.emptyText')}
            </Text>
          ) : null}
        </BlockStack>
      </Box>
    </Card>
  );
}

/** What is not taken as evidence, so that nobody wonders why two are not suggested. */
function CrowdNote({ crowds }: { crowds: { count: number }[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = crowds.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return null;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {t('duplicates.crowds', { count, n: format.number(count) })}
    </Text>
  );
}
