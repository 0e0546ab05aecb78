import { InlineStack, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '~/components/export-button';
import { FLOWS, type MonthOfBooks } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { useStretchWords } from '../home/use-stretch-words';

/** A month of the books, a row a day: each row's opening balance and movements add up to its closing balance. */
export function DaysCard({ books, onMonth }: { books: MonthOfBooks; onMonth: (month: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [monthWords, dayWords] = [useStretchWords('month'), useStretchWords('day')];
  const title = t('loyaltyAccounting.days');
  return (
    <SectionCard title={title} text={t('loyaltyAccounting.daysText')}>
      <InlineStack gap="300" align="space-between" blockAlign="end">
        <Select
          label={t('loyaltyAccounting.month')}
          options={books.months.map((month) => ({ value: month, label: monthWords(month) }))}
          value={books.month}
          onChange={onMonth}
        />
        <ExportButton address="/app/loyalty/accounting/export" fileName="loyalty-days.csv" what={title} />
      </InlineStack>
      {/* Wider than a phone: with the keyboard it scrolls when it has the focus. */}
      <div className="rg-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="rg-table rg-one-line">
          <thead>
            <tr>
              <th scope="col">{t('loyaltyAccounting.columns.day')}</th>
              <th scope="col">{t('loyaltyAccounting.columns.opening')}</th>
              {FLOWS.map((flow) => (
                <th key={flow} scope="col">
                  {t(`loyaltyAccounting.columns.${flow}`)}
                </th>
              ))}
              <th scope="col">{t('loyaltyAccounting.columns.closing')}</th>
              <th scope="col">{t('loyaltyAccounting.columns.matured')}</th>
            </tr>
          </thead>
          <tbody>
            {[...books.days].reverse().map(({ day, opening, totals, closing }) => (
              <tr key={day}>
                <th scope="row">{dayWords(day)}</th>
                <td className="rg-number">{format.number(opening)}</td>
                {FLOWS.map((flow) => (
                  <td key={flow} className="rg-number">
                    {format.number(totals[flow])}
                  </td>
                ))}
                <td className="rg-number">{format.number(closing)}</td>
                <td className="rg-number">{format.number(totals.matured)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SectionCard>
  );
}
