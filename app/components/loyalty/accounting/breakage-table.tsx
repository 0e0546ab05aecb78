import { Button } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakageCohort, NeverSpent } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';
import { useStretchWords } from '../home/use-stretch-words';

/** Two years; more when somebody asks. */
const SHOWN = 24;
const COLUMNS = ['issued', 'redeemed', 'expired', 'takenBack', 'outstanding'] as const;
const ESTIMATED = ['never', 'bounds', 'share'] as const;

/** A row for each month of issue; without an estimate only what has happened. */
export function BreakageTable({ cohorts, label }: { cohorts: BreakageCohort[]; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const words = useStretchWords('month');
  const estimated = cohorts.some(({ never }) => never);
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
              {(estimated ? ESTIMATED : []).map((column) => (
                <th key={column} scope="col">
                  {t(`loyaltyAccounting.breakage.columns.${column}`)}
                </th>
              ))}
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
                {cohort.never ? <Never never={cohort.never} issued={cohort.issued} /> : null}
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

function Never({ never: { points, low, high }, issued }: { never: NeverSpent; issued: bigint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (of: bigint) => format.percent(Number(of) / Number(issued));
  return (
    <>
      <td className="rg-number">{points === null ? t('loyaltyAccounting.breakage.tooFew') : format.number(points)}</td>
      <td className="rg-number">{low === high ? t('loyaltyAccounting.breakage.certain') : `${format.number(low)} – ${format.number(high)}`}</td>
      <td className="rg-number">{points === null ? `${share(low)} – ${share(high)}` : share(points)}</td>
    </>
  );
}
