import { Box, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PERIODS, type Period } from '~/domain/loyalty/accounting/model';

interface PeriodBarProps {
  period: Period;
  loading: boolean;
  onPeriod: (period: Period) => void;
  /** Whether figures of the period before stand beside those shown. */
  compared?: boolean;
}

/** Which period is shown, and what it is compared with. */
export function PeriodBar({ period, loading, onPeriod, compared = true }: PeriodBarProps) {
  const { t } = useTranslation();
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" tone="subdued">
          {compared ? t(`loyaltyHome.comparedWith.${period}`) : t('loyaltyHome.period')}
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
