import { BlockStack, Box, InlineGrid, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { TEMPLATES, type Template } from '../templates';
import { TemplateCard } from './template-card';

/** The first page of loyalty: what to begin with. */
export function SetupPage({ choosing, onChoose }: { choosing: Template | null; onChoose: (template: Template) => void }) {
  const { t } = useTranslation();
  return (
    <Page title={t('loyaltySetup.title')}>
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="100">
            <Text as="p">{t('loyaltySetup.intro')}</Text>
            <Text as="p" tone="subdued">
              {t('loyaltySetup.steps')}
            </Text>
          </BlockStack>
        </Box>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {TEMPLATES.map((template, index) => (
            <TemplateCard key={template} template={template} recommended={index === 0} busy={choosing === template} onChoose={() => onChoose(template)} />
          ))}
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}
