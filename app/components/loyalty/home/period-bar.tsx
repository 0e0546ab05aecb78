import { Box, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PERIODS, type Period } from '~/domain/loyalty/accounting/model';

/** Which period is shown, and what it is compared with. */
export function PeriodBar({ period, loading, onPeriod }: { period: Period; loading: boolean; onPeriod: (period: Period) => void }) {
  const { t } = useTranslation();
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" tone="subdued">
          {t(`loyaltyHome.comparedWith.${period}`)}
        </Text>
        <ButtonGroup variant="segmented">
          {PERIODS.map((one) => (
            <Button key={one} size="slim" pressed={one === period} onClick={() => onPeriod(one)} disabled={loading && one !== period}>
              {t(`loyaltyHome.periods.${one}`)}
            </Button>
          ))}
        </ButtonGroup>
      </InlineStack>
    </Box>
  );
}
