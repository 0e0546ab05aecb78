import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { BirthdayCard } from '~/components/customers/birthday-card';
import { BoughtCard } from '~/components/customers/bought-card';
import { ConsentCard } from '~/components/customers/consent-card';
import { ContactCard } from '~/components/customers/contact-card';
import { CustomerBanner } from '~/components/customers/customer-banner';
import { CustomerFigures } from '~/components/customers/customer-figures';
import { RecentOrdersCard } from '~/components/customers/recent-orders-card';
import { TagsCard } from '~/components/customers/tags-card';
import { Timeline } from '~/components/customers/timeline';
import { useTimeline } from '~/components/customers/use-timeline';
import { DuplicateBanner } from '~/components/duplicates/duplicate-banner';
import { MergedRecordsCard } from '~/components/duplicates/merged-records-card';
import { MemberCard } from '~/components/loyalty/member-card';
import { usePersonName } from '~/components/person-name';
import { TwoColumns } from '~/components/two-columns';
import { useToast } from '~/components/use-toast';
import { customerTimeline, getCustomer } from '~/domain/customers/index.server';
import { customerTag } from '~/domain/customers/model';
import { mergedRecordsOf, openSuggestionsOf } from '~/domain/duplicates/index.server';
import { explainMember } from '~/domain/loyalty/ledger/index.server';
import { birthdayOf } from '~/domain/loyalty/members/index.server';
import { listOrders } from '~/domain/orders/index.server';
import { orderFilter } from '~/domain/orders/model';
import { noteAccess } from '~/domain/privacy/index.server';
import { updateGuide } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';
import { saveCustomerTags } from '~/platform/shopify/tags/save-customer-tags.server';

const ORDERS_SHOWN = 5;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'customer.title');

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, shop, now }) => {
    const id = idParam(params['id']);
    const [customer, timeline, orders, suggestions, merges, member, birthday] = await Promise.all([
      getCustomer(shopId, id),
      customerTimeline(shopId, id, [], null),
      listOrders(shopId, { filter: { ...orderFilter.parse({}), customerId: id }, sort: 'placed', direction: 'desc', cursor: null, size: ORDERS_SHOWN }, now),
      openSuggestionsOf(shopId, id),
      mergedRecordsOf(shopId, id),
      explainMember(shopId, id),
      birthdayOf(shopId, id),
      updateGuide(shopId, { seenCustomer: true }),
    ]);
    noteAccess(shopId, { userId, kind: 'customer', customerIds: [id], at: now });
    return { customer, timeline, orders, suggestions, merges, member, birthday, adminUrl: id > 0n ? `https://${shop}/admin/customers/${id}` : null };
  });

const form = z.object({
  tags: z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(customerTag).max(250)),
});

/** Saves the tags to the store, and reports how that went. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const parsed = form.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return { saved: false as const, error: 'invalid_input' };
    return saveCustomerTags(shopId, idParam(params['id']), parsed.data.tags, now);
  });

export default function CustomerPage() {
  const { customer, timeline: first, orders, adminUrl, suggestions, merges, member, birthday } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName()(customer.contact, customer.id);
  const timeline = useTimeline(first);
  const note = customer.contactFull?.note;
  const place = customer.countryCode ? format.region(customer.countryCode) : null;
  const since = t('customer.since', { date: format.date(customer.joinedAt) });
  return (
    <Page
      title={name}
      subtitle={place ? t('common.list', { first: place, second: since }) : since}
      backAction={{ content: t('customers.title'), url: '/app/customers' }}
      {...(adminUrl && { secondaryActions: [{ content: t('common.openInStore'), url: adminUrl, target: '_top' as const }] })}
      actionGroups={[
        {
          title: t('common.moreActions'),
          actions: [
            ...(customer.status === 'active' ? [{ content: t('duplicates.choose'), url: `/app/customers/${customer.id}/merge` }] : []),
            { content: t('privacy.ofCustomer'), url: `/app/privacy/access?customer=${customer.id}` },
          ],
        },
      ]}
    >
      <TwoColumns
        main={
          <>
            <CustomerBanner customer={customer} />
            <DuplicateBanner suggestions={suggestions} customerId={customer.id} />
            <CustomerFigures customer={customer} />
            <RecentOrdersCard orders={orders.rows} hasMore={orders.next !== null} customerId={customer.id} />
            <BoughtCard products={customer.topProducts} />
            <Timeline
              entries={timeline.entries}
              group={timeline.group}
              loading={timeline.loading}
              hasMore={timeline.next !== null}
              onGroup={timeline.choose}
              onMore={timeline.more}
            />
          </>
        }
        side={
          <>
            {member ? <MemberCard story={member} /> : null}
            <ContactCard customer={customer} />
            {birthday ? <BirthdayCard customerId={customer.id} birthday={birthday.birthday} readOnly={isGone(customer.status)} /> : null}
            <MergedRecordsCard merges={merges} />
            <ConsentCard customer={customer} />
            <Tags customer={customer} />
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingSm">
                  {t('customer.note')}
                </Text>
                {note ? (
                  <div className="rg-free-text">{note}</div>
                ) : (
                  <Text as="p" tone="subdued">
                    {t('customer.noNote')}
                  </Text>
                )}
              </BlockStack>
            </Card>
          </>
        }
      />
    </Page>
  );
}

const isGone = (status: string) => ['deleted', 'redacted', 'merged'].includes(status);

function Tags({ customer }: { customer: Awaited<ReturnType<typeof loader>>['customer'] }) {
  const { t } = useTranslation();
  const saver = useFetcher<typeof action>();
  const answer = saver.state === 'idle' ? saver.data : undefined;
  useToast(answer?.saved === true ? answer : null, t('customer.tagsSaved'));
  const error = answer?.saved === false ? t('customer.tagsFailed', { error: answer.error }) : null;
  const readOnly = customer.id < 0n || isGone(customer.status);
  return (
    <TagsCard
      tags={customer.tags}
      saving={saver.state !== 'idle'}
      error={error}
      readOnly={readOnly}
      onSave={(tags) => saver.submit({ tags: tags.join(',') }, { method: 'post' })}
    />
  );
}
