import { BlockStack, Button, Card, InlineStack, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

const STEPS = ['programme', 'export', 'check', 'undo'] as const;

/** How members come in from another app, and where to begin. */
export function MovingInCard() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('loyaltyMoving.in')}
        </Text>
        <Text as="p" tone="subdued">
          {t('loyaltyMoving.inText')}
        </Text>
        <List type="number">
          {STEPS.map((step) => (
            <List.Item key={step}>{t(`loyaltyMoving.steps.${step}`)}</List.Item>
          ))}
        </List>
        <InlineStack>
          <Button variant="primary" url="/app/import">
            {t('loyaltyMoving.openImport')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
