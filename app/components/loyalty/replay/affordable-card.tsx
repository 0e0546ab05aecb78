import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import type { ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { useRewardName } from '../use-reward-name';

export interface AffordableCardProps {
  result: ReplayResult;
  hasToday: boolean;
  programmes: Programme[];
}

/** How many members could have each reward now. */
export function AffordableCard({ result, hasToday, programmes }: AffordableCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rewardName = useRewardName();
  const nameOf = (id: string) => {
    const reward = programmes.flatMap(({ rewards }) => rewards).find((one) => one.id === id);
    return reward ? rewardName(reward) : id;
  };
  const count = (n: number | null) => (n === null ? t('common.notAvailable') : format.number(n));
  if (result.rewards.length === 0) return null;
  return (
    <SectionCard title={t('loyaltyReplay.rewards')} text={t('loyaltyReplay.rewardsText')}>
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('loyaltyReplay.reward')}</th>
            <th scope="col">{t('loyaltyReplay.price')}</th>
            <th scope="col">{t('loyaltyReplay.draft')}</th>
            {hasToday ? <th scope="col">{t('loyaltyReplay.today')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {result.rewards.map((reward) => (
            <tr key={reward.id}>
              <th scope="row">{nameOf(reward.id)}</th>
              <td className="rg-number">{count(reward.points.draft ?? reward.points.today)}</td>
              <td className="rg-number">{count(reward.affordable.draft)}</td>
              {hasToday ? <td className="rg-number">{count(reward.affordable.today)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
