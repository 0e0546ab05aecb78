import { BlockStack, Card, Scrollable, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VariantRow } from '~/domain/catalog/model';
import { useFormat } from '~/i18n/setting';

/** A product's variants, with what was sold of each. */
export function VariantsCard({ variants }: { variants: VariantRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('product.variants')}
        </Text>
        <Scrollable horizontal vertical={false} focusable aria-label={t('product.variants')}>
          <table className="rg-table">
            <thead>
              <tr>
                <th scope="col">{t('product.variant')}</th>
                <th scope="col">{t('product.price')}</th>
                <th scope="col">{t('product.units')}</th>
                <th scope="col">{t('product.revenue')}</th>
                <th scope="col">{t('product.stock')}</th>
              </tr>
            </thead>
            <tbody>
              {variants.map((variant) => (
                <tr key={variant.id.toString()}>
                  <td>
                    {variant.title}
                    {variant.sku ? (
                      <Text as="p" tone="subdued" variant="bodySm">
                        {t('order.sku', { sku: variant.sku })}
                      </Text>
                    ) : null}
                  </td>
                  <td className="rg-number">
                    {format.money(variant.price)}
                    {variant.compareAt !== null && variant.compareAt > variant.price ? (
                      <Text as="p" tone="subdued" variant="bodySm">
                        {t('product.wasPrice', { price: format.money(variant.compareAt) })}
                      </Text>
                    ) : null}
                  </td>
                  <td className="rg-number">{format.number(variant.units)}</td>
                  <td className="rg-number">{format.money(variant.revenue)}</td>
                  <td className="rg-number">{variant.inventory === null ? t('common.notAvailable') : format.number(variant.inventory)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      </BlockStack>
    </Card>
  );
}
