import { useTranslation } from 'react-i18next';
import type { ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';

const POINTS = ['issued', 'redeemed', 'expired', 'takenBack', 'outstanding', 'pending', 'owed'] as const;
const MONEY = ['cost', 'outstandingCost'] as const;
const COUNTS = ['ordersThatEarn', 'membersWithPoints'] as const;

/** The sums of a replay, the draft beside what is in force. */
export function FiguresCard({ result, hasToday }: { result: ReplayResult; hasToday: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, today } = result.sums;
  const rows = [
    ...MONEY.map((figure) => ({ figure, draft: format.money(BigInt(draft[figure])), today: format.money(BigInt(today[figure])) })),
    ...POINTS.map((figure) => ({ figure, draft: format.number(BigInt(draft[figure])), today: format.number(BigInt(today[figure])) })),
    ...COUNTS.map((figure) => ({ figure, draft: format.number(draft[figure]), today: format.number(today[figure]) })),
  ];
  return (
    <SectionCard
      title={t('loyaltyReplay.figures')}
      text={t('loyaltyReplay.figuresText', { orders: format.number(result.orders), members: format.number(result.members) })}
    >
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('loyaltyReplay.figure')}</th>
            <th scope="col">{t('loyaltyReplay.draft')}</th>
            {hasToday ? <th scope="col">{t('loyaltyReplay.today')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.figure}>
              <th scope="row">{t(`loyaltyReplay.sums.${row.figure}`)}</th>
              <td className="rg-number">{row.draft}</td>
              {hasToday ? <td className="rg-number">{row.today}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
