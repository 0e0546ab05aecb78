import { BlockStack, Button, ButtonGroup, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplayFlow, ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { MonthChart } from './month-chart';

const FLOWS = ['issued', 'redeemed', 'expired', 'outstanding'] as const satisfies readonly (keyof ReplayFlow)[];

/** Points by month: what is shown can be chosen, and all of it stands in the table. */
export function MonthsCard({ result, hasToday }: { result: ReplayResult; hasToday: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [flow, setFlow] = useState<(typeof FLOWS)[number]>('issued');
  const monthWords = useMonthWords();
  const { months } = result;
  const n = (points: string) => format.number(BigInt(points));
  return (
    <SectionCard title={t('loyaltyReplay.months')} text={t(`loyaltyReplay.flowText.${flow}`)}>
      <ButtonGroup variant="segmented">
        {FLOWS.map((one) => (
          <Button key={one} size="slim" pressed={one === flow} onClick={() => setFlow(one)}>
            {t(`loyaltyReplay.sums.${one}`)}
          </Button>
        ))}
      </ButtonGroup>
      <InlineStack gap="300">
        <span className="rg-legend">
          <Text as="span" variant="bodySm">
            {t('loyaltyReplay.draft')}
          </Text>
        </span>
        {hasToday ? (
          <span className="rg-legend rg-legend-second">
            <Text as="span" variant="bodySm">
              {t('loyaltyReplay.today')}
            </Text>
          </span>
        ) : null}
      </InlineStack>
      <MonthChart
        label={t('loyaltyReplay.chartLabel', { what: t(`loyaltyReplay.sums.${flow}`) })}
        months={months.map((month) => ({
          title: hasToday
            ? t('loyaltyReplay.monthBoth', { month: monthWords(month.month), draft: n(month.draft[flow]), today: n(month.today[flow]) })
            : t('loyaltyReplay.monthOne', { month: monthWords(month.month), draft: n(month.draft[flow]) }),
          values: hasToday ? [Number(month.draft[flow]), Number(month.today[flow])] : [Number(month.draft[flow])],
        }))}
      />
      <MonthTable result={result} hasToday={hasToday} />
    </SectionCard>
  );
}

function useMonthWords(): (month: string) => string {
  const { locale } = useFormat();
  const words = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return (month) => words.format(new Date(`${month}-01T00:00:00Z`));
}

function MonthTable({ result, hasToday }: { result: ReplayResult; hasToday: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const monthWords = useMonthWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const columns = FLOWS.flatMap((flow) => [
    { key: `draft ${flow}`, title: t('loyaltyReplay.columnDraft', { what: t(`loyaltyReplay.sums.${flow}`) }), of: (month: Month) => month.draft[flow] },
    ...(hasToday
      ? [{ key: `today ${flow}`, title: t('loyaltyReplay.columnToday', { what: t(`loyaltyReplay.sums.${flow}`) }), of: (month: Month) => month.today[flow] }]
      : []),
  ]);
  return (
    <BlockStack gap="200">
      <div>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={id} disclosure={open ? 'up' : 'down'}>
          {open ? t('common.hideTable') : t('common.asTable')}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <div className="rg-scroll">
          <table className="rg-table">
            <thead>
              <tr>
                <th scope="col">{t('loyaltyReplay.month')}</th>
                {columns.map(({ key, title }) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {result.months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{monthWords(month.month)}</th>
                  {columns.map(({ key, of }) => (
                    <td key={key} className="rg-number">
                      {format.number(BigInt(of(month)))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Collapsible>
    </BlockStack>
  );
}
type Month = ReplayResult['months'][number];
