import { BlockStack, Box, Button, ButtonGroup, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PERIODS, type Morning, type Period } from '~/domain/insights/model';
import { useFormat } from '~/i18n/setting';
import { MetricCard } from './metric-card';

/** The numbers of a period, each against the period before. */
export function MorningMetrics({ morning, loading, onPeriod }: { morning: Morning; loading: boolean; onPeriod: (period: Period) => void }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="p" tone="subdued">
            {t(`home.comparedWith.${morning.period}`)}
          </Text>
          <ButtonGroup variant="segmented">
            {PERIODS.map((period) => (
              <Button
                key={period}
                size="slim"
                pressed={period === morning.period}
                onClick={() => onPeriod(period)}
                disabled={loading && period !== morning.period}
              >
                {t(`home.periods.${period}`)}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
      </Box>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
        <SalesMetrics morning={morning} />
        <PeopleMetrics morning={morning} />
      </InlineGrid>
    </BlockStack>
  );
}

/** A chart's name and its table, from the period's days. */
function useDays(morning: Morning) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = morning.days[0]?.day;
  const last = morning.days[morning.days.length - 1]?.day;
  const labelOf = (metric: string) => t('home.chartLabel', { metric, from: first ? format.day(first) : '', to: last ? format.day(last) : '' });
  return { labelOf, dayColumn: t('home.day') };
}

function SalesMetrics({ morning }: { morning: Morning }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { labelOf, dayColumn } = useDays(morning);
  const { netSales, orders, averageOrder, days } = morning;
  const money = (amount: bigint | null) => (amount === null ? t('common.notAvailable') : format.money(amount));
  return (
    <>
      <MetricCard
        title={t('home.netSales')}
        help={t('home.netSalesHelp')}
        value={money(netSales.now)}
        before={money(netSales.before)}
        change={netSales.change}
        chart={{
          label: labelOf(t('home.netSales')),
          bars: days.map((day) => ({ label: `${format.day(day.day)}: ${format.money(day.netSales)}`, parts: [Number(day.netSales)] })),
          columns: [dayColumn, t('home.netSales')],
          rows: days.map((day) => [format.day(day.day), format.money(day.netSales)]),
        }}
      />
      <MetricCard
        title={t('home.orders')}
        help={t('home.ordersHelp')}
        value={format.number(orders.now)}
        before={format.number(orders.before)}
        change={orders.change}
        chart={{
          label: labelOf(t('home.orders')),
          bars: days.map((day) => ({ label: `${format.day(day.day)}: ${format.number(day.orders)}`, parts: [day.orders] })),
          columns: [dayColumn, t('home.orders')],
          rows: days.map((day) => [format.day(day.day), format.number(day.orders)]),
        }}
      />
      <MetricCard
        title={t('home.averageOrder')}
        help={t('home.averageOrderHelp')}
        value={money(averageOrder.now)}
        before={averageOrder.before === null ? null : money(averageOrder.before)}
        change={averageOrder.change}
      />
    </>
  );
}

function PeopleMetrics({ morning }: { morning: Morning }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { labelOf, dayColumn } = useDays(morning);
  const { newCustomers, returningCustomers, repeatRate, days } = morning;
  const both = (first: number, second: number) => `${format.number(first)} / ${format.number(second)}`;
  const rate = (share: number | null) => (share === null ? t('common.notAvailable') : format.percent(share));
  return (
    <>
      <MetricCard
        title={t('home.repeatRate')}
        help={t('home.repeatRateHelp')}
        value={rate(repeatRate.now)}
        before={repeatRate.before === null ? null : rate(repeatRate.before)}
        change={repeatRate.change}
      />
      <MetricCard
        title={t('home.customers')}
        help={t('home.customersHelp')}
        value={both(newCustomers.now, returningCustomers.now)}
        before={both(newCustomers.before, returningCustomers.before)}
        change={null}
        legend={[t('home.newCustomers'), t('home.returningCustomers')]}
        chart={{
          label: labelOf(t('home.customers')),
          bars: days.map((day) => ({
            label: `${format.day(day.day)}: ${both(day.newCustomers, day.returningCustomers)}`,
            parts: [day.newCustomers, day.returningCustomers],
          })),
          columns: [dayColumn, t('home.newCustomers'), t('home.returningCustomers')],
          rows: days.map((day) => [format.day(day.day), format.number(day.newCustomers), format.number(day.returningCustomers)]),
        }}
      />
    </>
  );
}
