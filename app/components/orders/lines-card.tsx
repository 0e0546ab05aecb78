import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '~/domain/orders/model';
import { useFormat } from '~/i18n/setting';

type Line = OrderDetail['lines'][number];

/** What was ordered. */
export function LinesCard({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {t('order.items')}
        </Text>
        {lines.map((line) => (
          <OrderedLine key={line.id.toString()} line={line} />
        ))}
      </BlockStack>
    </Card>
  );
}

function OrderedLine({ line }: { line: Line }) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = line.unitPrice * BigInt(line.quantity) - line.discountTotal;
  const removed = line.currentQuantity === 0 && line.refundedQuantity === 0;
  const details = [line.variantTitle, line.sku && t('order.sku', { sku: line.sku })].filter((text): text is string => Boolean(text));
  return (
    <div className="rg-line">
      <BlockStack gap="050">
        <span className="rg-free-text">{line.productId === null ? line.title : <Link url={`/app/products/${line.productId}`}>{line.title}</Link>}</span>
        {details.length ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {details.join(' · ')}
          </Text>
        ) : null}
        <InlineStack gap="100">
          {line.discountTotal > 0n ? <Badge tone="info">{t('order.discounted', { amount: format.money(line.discountTotal) })}</Badge> : null}
          {line.refundedQuantity > 0 ? (
            <Badge tone="attention">{t('order.lineRefunded', { count: line.refundedQuantity, n: format.number(line.refundedQuantity) })}</Badge>
          ) : null}
          {removed ? <Badge>{t('order.lineRemoved')}</Badge> : null}
        </InlineStack>
      </BlockStack>
      <div style={{ textAlign: 'end' }}>
        <Text as="p" numeric>
          {format.money(total)}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm" numeric>
          {format.money(line.unitPrice)} × {format.number(line.quantity)}
        </Text>
      </div>
    </div>
  );
}
