import { Banner, BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '~/components/export-button';
import { Facts } from '~/components/facts';
import type { Breakage } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { BreakageCurve } from './breakage-curve';
import { BreakageTable } from './breakage-table';

/** How much of what was issued will never be spent, by month of issue, and what is owed without it. */
export function BreakageCard({ breakage }: { breakage: Breakage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, months, needed, byExpiry, changedAt, cohorts } = breakage;
  const title = t('loyaltyAccounting.breakage.title');
  return (
    <SectionCard title={title} text={t('loyaltyAccounting.breakage.text')}>
      {state === 'ready' ? (
        <>
          <Text as="p">{t(`loyaltyAccounting.breakage.${byExpiry ? 'byExpiry' : 'byHorizon'}`, { n: format.number(months) })}</Text>
          <BreakageFacts breakage={breakage} />
          <BreakageCurve curve={breakage.curve} />
        </>
      ) : (
        <Banner tone="info">
          <p>{t(`loyaltyAccounting.breakage.${state}`, { needed: format.number(needed), months: format.number(months) })}</p>
        </Banner>
      )}
      {changedAt && state === 'ready' ? (
        <Banner tone="warning">
          <p>{t('loyaltyAccounting.breakage.changed', { date: format.date(changedAt) })}</p>
        </Banner>
      ) : null}
      {cohorts.length > 0 ? (
        <BlockStack gap="300">
          <InlineStack align="end">
            <ExportButton address="/app/loyalty/accounting/export?file=breakage" fileName="loyalty-breakage.csv" what={title} />
          </InlineStack>
          <BreakageTable cohorts={cohorts} label={title} />
          <Text as="p" tone="subdued">
            {t('loyaltyAccounting.breakage.how')}
          </Text>
        </BlockStack>
      ) : null}
    </SectionCard>
  );
}

function BreakageFacts({ breakage: { outstanding, liability } }: { breakage: Breakage }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!outstanding || outstanding.points === null) {
    return (
      <Banner tone="info">
        <p>{t('loyaltyAccounting.breakage.fewHold')}</p>
      </Banner>
    );
  }
  const between = (low: string, high: string) => t('loyaltyAccounting.breakage.between', { low, high });
  const facts = [
    {
      label: t('loyaltyAccounting.breakage.neverOfOutstanding'),
      value: format.number(outstanding.points),
      second: between(format.number(outstanding.low), format.number(outstanding.high)),
    },
    ...(liability
      ? [
          { label: t('loyaltyAccounting.breakage.liabilityAll'), value: format.money(liability.all), help: t('loyaltyAccounting.breakage.liabilityAllHelp') },
          {
            label: t('loyaltyAccounting.breakage.liabilitySpent'),
            value: format.money(liability.spent),
            second: between(format.money(liability.low), format.money(liability.high)),
            help: t('loyaltyAccounting.breakage.liabilitySpentHelp'),
          },
        ]
      : []),
  ];
  return <Facts facts={facts} />;
}
