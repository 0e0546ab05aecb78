import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { BoughtProduct } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';

/** What somebody has bought most. */
export function BoughtCard({ products }: { products: BoughtProduct[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('customer.topProducts')}
        </Text>
        {products.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('customer.nothingBought')}
          </Text>
        ) : null}
        {products.map((product) => (
          <div key={`${product.productId} ${product.title}`} className="rg-line">
            <div className="rg-free-text">
              {product.productId === null ? product.title : <Link url={`/app/products/${product.productId}`}>{product.title}</Link>}
              <Text as="p" tone="subdued" variant="bodySm">
                {t('customer.lastBought', { date: format.date(product.lastAt) })}
              </Text>
            </div>
            <span className="rg-number">{t('customer.units', { count: product.units, n: format.number(product.units) })}</span>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
