import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Facts } from '~/components/facts';
import { BuyersCard } from '~/components/products/buyers-card';
import { ProductDetailsCard } from '~/components/products/product-details-card';
import { ProductStatus } from '~/components/products/product-status';
import { VariantsCard } from '~/components/products/variants-card';
import { TwoColumns } from '~/components/two-columns';
import { getProduct } from '~/domain/catalog/index.server';
import { namesOf } from '~/domain/customers/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'products.title');

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, shop, now }) => {
    const product = await getProduct(shopId, idParam(params['id']));
    const people = await namesOf(
      shopId,
      product.topBuyers.map((buyer) => buyer.customerId),
    );
    noteAccess(shopId, { userId, kind: 'product', customerIds: [...people.keys()], at: now });
    return { product, people, adminUrl: product.id > 0n && !product.deletedAt ? `https://${shop}/admin/products/${product.id}` : null };
  });

export default function ProductPage() {
  const { product, people, adminUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Page
      title={product.title}
      titleMetadata={<ProductStatus status={product.status} />}
      backAction={{ content: t('products.title'), url: '/app/products' }}
      {...(adminUrl && { secondaryActions: [{ content: t('common.openInStore'), url: adminUrl, target: '_top' }] })}
    >
      <TwoColumns
        main={
          <>
            {product.deletedAt ? <Banner tone="warning">{t('product.deletedText')}</Banner> : null}
            <Figures />
            <VariantsCard variants={product.variantRows} />
          </>
        }
        side={
          <>
            <BuyersCard buyers={product.topBuyers} people={people} />
            <ProductDetailsCard product={product} />
          </>
        }
      />
    </Page>
  );
}

function Figures() {
  const { product } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Facts
        facts={[
          { label: t('product.sold'), value: format.number(product.units), help: t('product.soldHelp') },
          { label: t('product.revenue'), value: format.money(product.revenue), help: t('product.revenueHelp') },
          { label: t('product.buyers'), value: format.number(product.buyers) },
          { label: t('product.repeatBuyers'), value: format.number(product.repeatBuyers), help: t('product.repeatBuyersHelp') },
          { label: t('product.returned'), value: format.number(product.unitsRefunded) },
        ]}
      />
    </Card>
  );
}
