import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, InlineStack, Link, Page, Tag, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OrderPointsCard } from '~/components/loyalty/order-points-card';
import { LinesCard } from '~/components/orders/lines-card';
import { PaymentsCard, RefundsCard, ShipmentsCard } from '~/components/orders/movements';
import { OrderBadges } from '~/components/orders/order-badges';
import { useSourceWord } from '~/components/orders/source-word';
import { SummaryCard } from '~/components/orders/summary-card';
import { PersonName } from '~/components/person-name';
import { TwoColumns } from '~/components/two-columns';
import { namesOf } from '~/domain/customers/index.server';
import { NOBODY } from '~/domain/customers/model';
import { explainOrder, whyUnsettled } from '~/domain/loyalty/ledger/index.server';
import { getOrder } from '~/domain/orders/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'order.title', { name: data?.order.name ?? '' });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, shop, now }) => {
    const order = await getOrder(shopId, idParam(params['id']));
    const points = await explainOrder(shopId, order.id);
    const unsettled = points ? null : await whyUnsettled(shopId, order.id, now);
    const people = order.customerId === null ? null : await namesOf(shopId, [order.customerId]);
    if (order.customerId !== null) noteAccess(shopId, { userId, kind: 'order', customerIds: [order.customerId], at: now });
    const person = (order.customerId !== null && people?.get(order.customerId)) || NOBODY;
    return { order, person, points, unsettled, adminUrl: order.id > 0n ? `https://${shop}/admin/orders/${order.id}` : null };
  });

export default function OrderPage() {
  const { order, points, unsettled, adminUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const source = useSourceWord()(order.source);
  const placed = t('order.placed', { date: format.date(order.occurredAt, 'dateTime') });
  return (
    <Page
      title={order.name}
      titleMetadata={<OrderBadges order={order} />}
      subtitle={`${placed} · ${t('order.source', { source })}`}
      backAction={{ content: t('orders.title'), url: '/app/orders' }}
      {...(adminUrl && { secondaryActions: [{ content: t('common.openInStore'), url: adminUrl, target: '_top' }] })}
    >
      <TwoColumns
        main={
          <>
            <Notices />
            <LinesCard lines={order.lines} />
            <SummaryCard order={order} />
            <RefundsCard order={order} />
          </>
        }
        side={
          <>
            <CustomerCard />
            <OrderPointsCard story={points} unsettled={unsettled} />
            <PaymentsCard order={order} />
            <ShipmentsCard order={order} />
            {order.discountCodes.length ? <Chips title={t('order.codes')} texts={order.discountCodes} /> : null}
            {order.tags.length ? <Chips title={t('order.tags')} texts={order.tags} /> : null}
          </>
        }
      />
    </Page>
  );
}

/** Why an order counts in no figure. */
function Notices(): ReactNode {
  const { order } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  if (order.deletedAt) return <Banner tone="warning">{t('order.deletedText', { date: format.date(order.deletedAt) })}</Banner>;
  if (order.cancelledAt) return <Banner tone="warning">{t('order.cancelledText', { date: format.date(order.cancelledAt) })}</Banner>;
  return order.test ? <Banner tone="info">{t('order.testText')}</Banner> : null;
}

function CustomerCard() {
  const { order, person } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t('order.customer')}
        </Text>
        {order.customerId === null ? (
          <Text as="p" tone="subdued">
            {t('order.guest')}
          </Text>
        ) : (
          <Link url={`/app/customers/${order.customerId}`} removeUnderline>
            <PersonName contact={person} id={order.customerId} second={person.email ?? person.phone} />
          </Link>
        )}
      </BlockStack>
    </Card>
  );
}

function Chips({ title, texts }: { title: string; texts: string[] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        <InlineStack gap="150">
          {texts.map((text) => (
            <Tag key={text}>{text}</Tag>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
