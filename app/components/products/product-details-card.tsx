import { Badge, BlockStack, Card, InlineStack, Tag, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductDetail } from '~/domain/catalog/model';

/** What the store says about a product. */
export function ProductDetailsCard({ product }: { product: ProductDetail }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {t('product.details')}
          </Text>
          {product.isGiftCard ? <Badge tone="info">{t('product.giftCard')}</Badge> : null}
        </InlineStack>
        <Detail label={t('product.vendor')} text={product.vendor} />
        <Detail label={t('product.type')} text={product.productType} />
        <Names label={t('product.collections')} names={product.collections.map((collection) => collection.title)} />
        <Names label={t('product.tags')} names={product.tags} />
      </BlockStack>
    </Card>
  );
}

function Detail({ label, text }: { label: string; text: string }) {
  if (!text) return null;
  return (
    <div>
      <Text as="p" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <span className="rg-free-text">{text}</span>
    </div>
  );
}

function Names({ label, names }: { label: string; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <InlineStack gap="150">
        {names.map((name) => (
          <Tag key={name}>{name}</Tag>
        ))}
      </InlineStack>
    </BlockStack>
  );
}
