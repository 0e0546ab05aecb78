import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderStory } from '~/domain/loyalty/ledger/model';
import { EarningLines } from './earning-lines';
import { Statement } from './statement';

/** Why an order earned its points, or none, and what became of them. */
export function OrderPointsCard({ story }: { story: OrderStory }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t('loyaltyBooks.orderTitle')}
        </Text>
        <EarningLines explanation={story.explanation} />
        <Statement entries={story.entries} ofOrder />
      </BlockStack>
    </Card>
  );
}
