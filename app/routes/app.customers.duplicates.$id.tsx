import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate, type ShouldRevalidateFunction } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { CompareTable } from '~/components/duplicates/compare-table';
import { ConfirmModal } from '~/components/duplicates/confirm-modal';
import { EvidenceList } from '~/components/duplicates/evidence-list';
import { usePersonName } from '~/components/person-name';
import { useOnChange } from '~/components/use-on-change';
import { compareSuggestion, confirmMerge, decideSuggestion } from '~/domain/duplicates/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'duplicates.title');

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const comparison = await compareSuggestion(shopId, idParam(params['id']));
    noteAccess(shopId, { userId, kind: 'customer', customerIds: comparison.customers.map(({ id }) => id), at: now });
    return comparison;
  });

const order = z.discriminatedUnion('intent', [z.object({ intent: z.literal('dismiss') }), z.object({ intent: z.literal('merge'), keep: z.string() })]);

/** Merges the two, or says that they are two. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const id = idParam(params['id']);
    const wanted = order.parse(Object.fromEntries(await request.formData()));
    try {
      if (wanted.intent === 'dismiss') {
        await decideSuggestion(shopId, id, 'dismissed', userId, now);
        return { goTo: '/app/customers/duplicates', error: null };
      }
      const keep = idParam(wanted.keep);
      await confirmMerge(shopId, id, keep, userId, now);
      return { goTo: `/app/customers/${keep}`, error: null };
    } catch (error) {
      if (error instanceof AppError) return { goTo: null, error: error.code };
      throw error;
    }
  });

/** Once decided, the suggestion is not there any more to be read again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) => formMethod !== 'POST' && defaultShouldRevalidate;

export default function Compare() {
  const { customers, evidence, strength, dismissed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const name = usePersonName();
  const navigate = useNavigate();
  const fetcher = useFetcher<typeof action>();
  const [first, second] = customers;
  const [keep, setKeep] = useState(first.id);
  const [asking, setAsking] = useState(false);
  const busy = fetcher.state !== 'idle';
  useOnChange(fetcher.data, (answer) => {
    if (!answer?.goTo) return;
    window.shopify.toast.show(t(answer.goTo.endsWith('duplicates') ? 'duplicates.done.dismiss' : 'duplicates.done.merge'));
    navigate(answer.goTo);
  });
  const kept = keep === first.id ? first : second;
  const gone = keep === first.id ? second : first;
  const names = { into: name(kept.contact, kept.id), from: name(gone.contact, gone.id) };
  return (
    <Page
      title={t('duplicates.compareTitle')}
      backAction={{ content: t('duplicates.title'), url: '/app/customers/duplicates' }}
      primaryAction={{ content: t('duplicates.merge'), loading: busy, onAction: () => setAsking(true) }}
      secondaryActions={
        dismissed ? [] : [{ content: t('duplicates.dismiss'), disabled: busy, onAction: () => fetcher.submit({ intent: 'dismiss' }, { method: 'post' }) }]
      }
    >
      <BlockStack gap="400">
        {!busy && fetcher.data?.error ? <Banner tone="critical">{t('errors.conflict')}</Banner> : null}
        <Card>
          <BlockStack gap="200">
            <EvidenceList evidence={evidence} strength={strength} />
            <Text as="p" tone="subdued" id="keep-help">
              {t('duplicates.keepHelp')}
            </Text>
          </BlockStack>
        </Card>
        <CompareTable customers={customers} keep={keep} mayKeep={(customer) => customer.id > 0n || customers.every(({ id }) => id < 0n)} onKeep={setKeep} />
      </BlockStack>
      <ConfirmModal
        open={asking}
        title={t('duplicates.mergeTitle')}
        text={t('duplicates.mergeText', names)}
        action={t('duplicates.merge')}
        onConfirm={() => {
          fetcher.submit({ intent: 'merge', keep: keep.toString() }, { method: 'post' });
          setAsking(false);
        }}
        onClose={() => setAsking(false)}
      />
    </Page>
  );
}
