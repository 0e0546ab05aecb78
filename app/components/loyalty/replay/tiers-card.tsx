import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import type { ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { useLevelName } from '../use-level-name';
import { MovesList } from './moves-list';

export interface TiersCardProps {
  result: ReplayResult;
  hasToday: boolean;
  programmes: Programme[];
}

/** What a tier is called, by its id, in any of the programmes. */
export function useTierWords(programmes: Programme[]): (tier: string | null) => string {
  const levelName = useLevelName();
  const { t } = useTranslation();
  return (tier) => {
    if (tier === null) return t('loyaltyTiers.below');
    const level = programmes.flatMap(({ tiers }) => tiers.levels).find(({ id }) => id === tier);
    return level ? levelName(level) : tier;
  };
}

/** Members by tier, and who would move. */
export function ReplayTiersCard({ result, hasToday, programmes }: TiersCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tierWords = useTierWords(programmes);
  const count = (n: number | null) => (n === null ? t('common.notAvailable') : format.number(n));
  return (
    <SectionCard title={t('loyaltyReplay.tiers')} text={t('loyaltyReplay.tiersText')}>
      <table className="rg-table">
        <thead>
          <tr>
            <th scope="col">{t('loyaltyTiers.columns.tier')}</th>
            <th scope="col">{t('loyaltyReplay.draft')}</th>
            {hasToday ? <th scope="col">{t('loyaltyReplay.today')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {result.tiers.map(({ tier, draft, today }) => (
            <tr key={tier}>
              <th scope="row">{tierWords(tier)}</th>
              <td className="rg-number">{count(draft)}</td>
              {hasToday ? <td className="rg-number">{count(today)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      <MovesList direction="up" count={result.up.count} tierWords={tierWords} />
      <MovesList direction="down" count={result.down.count} tierWords={tierWords} />
    </SectionCard>
  );
}
