import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LoyaltyFigures } from '~/domain/loyalty/accounting/model';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { SectionCard } from '../form/section-card';
import { useTierWords } from '../replay/tiers-card';

/** Members by tier, the highest on top: each with a bar as long as its share of the largest. */
export function TierLadderCard({ tiers, members, programme }: Pick<LoyaltyFigures, 'tiers' | 'members'> & { programme: Programme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tierWords = useTierWords([programme]);
  const most = Math.max(1, ...tiers.map((tier) => tier.members));
  return (
    <SectionCard title={t('loyaltyHome.ladder')} text={t('loyaltyHome.ladderText')}>
      <table className="rg-table rg-steps">
        <thead>
          <tr>
            <th scope="col">{t('loyaltyTiers.columns.tier')}</th>
            <th scope="col">
              <Text as="span" visuallyHidden>
                {t('loyaltyHome.share')}
              </Text>
            </th>
            <th scope="col">{t('loyaltyHome.figures.members')}</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr key={tier.tier}>
              <th scope="row">{tierWords(tier.tier)}</th>
              <td>
                <span className="rg-step" style={{ inlineSize: `${(tier.members / most) * 100}%` }} aria-hidden />
                <Text as="span" visuallyHidden>
                  {format.percent(members === 0 ? 0 : tier.members / members)}
                </Text>
              </td>
              <td className="rg-number">{format.number(tier.members)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
