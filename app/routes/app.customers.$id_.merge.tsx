import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate, useNavigation } from '@remix-run/react';
import { Banner, BlockStack, Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { PeopleFound } from '~/components/duplicates/people-found';
import { SearchField } from '~/components/duplicates/search-field';
import { usePersonName } from '~/components/person-name';
import { useOnChange } from '~/components/use-on-change';
import { getCustomer, listCustomers } from '~/domain/customers/index.server';
import { customerFilter } from '~/domain/customers/model';
import { chooseDuplicate } from '~/domain/duplicates/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

const SHOWN = 20;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'duplicates.title');

/** Somebody, and whom a search finds for them. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const { id, status, contact } = await getCustomer(shopId, idParam(params['id']));
    if (status !== 'active') throw new AppError('not_found', 'Only a customer who is there can be merged.');
    const { query } = customerFilter.parse(searchOf(request));
    const list = { filter: customerFilter.parse({ query, status: 'active' }), sort: 'lastOrder', direction: 'desc', cursor: null, size: SHOWN + 1 } as const;
    const found = query === '' ? null : (await listCustomers(shopId, list, now)).rows.filter((row) => row.id !== id).slice(0, SHOWN);
    noteAccess(shopId, { userId, kind: 'customer', customerIds: [id, ...(found ?? []).map((row) => row.id)], at: now });
    return { id, contact, query, found };
  });

const choice = z.object({ other: z.string() });

/** The two can be compared then. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const { other } = choice.parse(Object.fromEntries(await request.formData()));
    try {
      return { compare: await chooseDuplicate(shopId, idParam(params['id']), idParam(other), now) };
    } catch (error) {
      if (error instanceof AppError && error.field === 'other') return { compare: null };
      throw error;
    }
  });

export default function MergeWith() {
  const { id, contact, query, found } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const name = usePersonName()(contact, id);
  const navigate = useNavigate();
  const isSearching = useNavigation().state === 'loading';
  const fetcher = useFetcher<typeof action>();
  useOnChange(fetcher.data, (answer) => {
    if (answer?.compare) navigate(`/app/customers/duplicates/${answer.compare}`);
  });
  return (
    <Page title={t('duplicates.chooseTitle', { name })} backAction={{ content: name, url: `/app/customers/${id}` }}>
      <BlockStack gap="400">
        {fetcher.data?.compare === null ? <Banner tone="critical">{t('duplicates.chooseFailed')}</Banner> : null}
        <Card>
          <BlockStack gap="400">
            <SearchField query={query} loading={isSearching} />
            {found ? (
              <PeopleFound
                people={found}
                busy={fetcher.state !== 'idle'}
                onChoose={(person) => fetcher.submit({ other: person.id.toString() }, { method: 'post' })}
              />
            ) : null}
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
