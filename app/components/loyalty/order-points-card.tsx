import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OrderStory, Unsettled } from '~/domain/loyalty/ledger/model';
import { EarningLines } from './earning-lines';
import { Statement } from './statement';

/** Why an order earned its points, or none, and what became of them; of one that loyalty has not looked at, why not. */
export function OrderPointsCard({ story, unsettled }: { story: OrderStory | null; unsettled: Unsettled | null }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t('loyaltyBooks.orderTitle')}
        </Text>
        {story ? (
          <>
            <EarningLines explanation={story.explanation} />
            <Statement entries={story.entries} ofOrder />
          </>
        ) : null}
        {unsettled ? <Text as="p">{t(`loyaltyBooks.unsettled.${unsettled}`)}</Text> : null}
      </BlockStack>
    </Card>
  );
}
