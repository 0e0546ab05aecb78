import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductBuyer } from '~/domain/catalog/model';
import { NOBODY, type CustomerBrief } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { PersonName } from '../person-name';

/** Who bought a product most. */
export function BuyersCard({ buyers, people }: { buyers: ProductBuyer[]; people: Map<bigint, CustomerBrief> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('product.topBuyers')}
        </Text>
        {buyers.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('product.noBuyers')}
          </Text>
        ) : null}
        {buyers.map((buyer) => (
          <div key={buyer.customerId.toString()} className="rg-line">
            <Link url={`/app/customers/${buyer.customerId}`} removeUnderline>
              <PersonName contact={people.get(buyer.customerId) ?? NOBODY} id={buyer.customerId} />
            </Link>
            <div style={{ textAlign: 'end' }}>
              <Text as="p" numeric>
                {t('customer.units', { count: buyer.units, n: format.number(buyer.units) })}
              </Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {t('product.boughtTimes', { count: buyer.orders, n: format.number(buyer.orders) })}
              </Text>
            </div>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
