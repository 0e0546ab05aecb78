import { Button } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakageCohort } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';
import { useStretchWords } from '../home/use-stretch-words';

/** Two years; more when somebody asks. */
const SHOWN = 24;
const COLUMNS = ['issued', 'redeemed', 'expired', 'takenBack', 'outstanding'] as const;

/** A row for each month of issue. */
export function BreakageTable({ cohorts, label }: { cohorts: BreakageCohort[]; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const words = useStretchWords('month');
  return (
    <>
      {/* Wider than a phone: with the keyboard it scrolls when it has the focus. */}
      <div className="rg-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="rg-table rg-one-line">
          <thead>
            <tr>
              <th scope="col">{t('loyaltyAccounting.breakage.columns.month')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`loyaltyAccounting.breakage.columns.${column}`)}
                </th>
              ))}
              <th scope="col">{t('loyaltyAccounting.breakage.columns.never')}</th>
              <th scope="col">{t('loyaltyAccounting.breakage.columns.bounds')}</th>
              <th scope="col">{t('loyaltyAccounting.breakage.columns.share')}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? cohorts : cohorts.slice(0, SHOWN)).map((cohort) => (
              <tr key={cohort.month}>
                <th scope="row">{words(cohort.month)}</th>
                {COLUMNS.map((column) => (
                  <td key={column} className="rg-number">
                    {format.number(cohort[column])}
                  </td>
                ))}
                <Never cohort={cohort} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cohorts.length > SHOWN && !all ? (
        <div>
          <Button variant="plain" onClick={() => setAll(true)}>
            {t('loyaltyAccounting.breakage.showAll', { n: format.number(cohorts.length) })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Never({ cohort: { never, issued } }: { cohort: BreakageCohort }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (points: bigint) => format.percent(Number(points) / Number(issued));
  if (!never) {
    return (
      <>
        <td>–</td>
        <td>–</td>
        <td>–</td>
      </>
    );
  }
  const { points, low, high } = never;
  return (
    <>
      <td className="rg-number">{points === null ? t('loyaltyAccounting.breakage.tooFew') : format.number(points)}</td>
      <td className="rg-number">{low === high ? t('loyaltyAccounting.breakage.certain') : `${format.number(low)} – ${format.number(high)}`}</td>
      <td className="rg-number">{points === null ? `${share(low)} – ${share(high)}` : share(points)}</td>
    </>
  );
}
