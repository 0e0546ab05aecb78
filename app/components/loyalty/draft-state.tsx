import { Banner, Box, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';

export interface DraftStateProps {
  inForce: { version: number; effectiveAt: Date } | null;
  /** Differences between the draft and what is in force. */
  changes: number;
  /** There are changes that are not even saved. */
  dirty: boolean;
}

/** Whether shoppers already have what stands in the form, and the way there. */
export function DraftState({ inForce, changes, dirty }: DraftStateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (inForce && changes === 0 && !dirty) {
    return (
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued">
          {t('loyaltyForm.asInForce', { n: inForce.version, date: format.date(inForce.effectiveAt) })}
        </Text>
      </Box>
    );
  }
  return (
    <Banner
      tone="info"
      title={inForce ? t('loyaltyForm.notPublished', { count: changes, n: format.number(changes) }) : t('loyaltyForm.neverPublished')}
      action={dirty ? undefined : { content: t('loyaltyForm.tryIt'), url: '/app/loyalty/replay' }}
    >
      <Text as="p">{dirty ? t('loyaltyForm.saveFirst') : t('loyaltyForm.notPublishedText')}</Text>
    </Banner>
  );
}
