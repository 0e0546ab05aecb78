import { BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { rateExample } from '../numbers';
import { useBenefits } from '../use-benefits';
import { useEntryWords } from '../use-entry-words';
import { useLevelName } from '../use-level-name';
import { usePointsText } from '../use-points-text';
import { useRewardName } from '../use-reward-name';

interface Line {
  key: string;
  what: string;
  much: string;
}

/** Ways to earn, what points buy, and the tiers with their benefits. */
export function PreviewLists({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const ways = useWays(programme);
  const rewards = useRewards(programme);
  const { levels } = programme.tiers;
  return (
    <>
      {ways.length > 0 ? <Part title={t('loyaltyPreview.earn')} lines={ways} /> : null}
      {rewards.length > 0 ? <Part title={t('loyaltyPreview.spend')} lines={rewards} /> : null}
      {levels.length > 0 ? <Tiers programme={programme} /> : null}
      {ways.length + rewards.length + levels.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('loyaltyPreview.nothing')}
        </Text>
      ) : null}
    </>
  );
}

function Part({ title, lines, children }: { title: string; lines?: Line[]; children?: ReactNode }) {
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {lines ? (
        <ul className="rg-plain-list">
          {lines.map(({ key, what, much }) => (
            <li key={key} className="rg-line">
              <span className="rg-free-text">{what}</span>
              <Text as="span" fontWeight="semibold" numeric>
                {much}
              </Text>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </BlockStack>
  );
}

function useWays(programme: Programme): Line[] {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText(programme);
  const example = rateExample(programme, format.currency);
  const pointsOf = (points: number | bigint) => (Number.isNaN(Number(points)) ? t('common.notAvailable') : `+${pointsText(points)}`);
  return [
    ...(example ? [{ key: 'order', what: t('loyaltyPreview.order', { spend: format.money(example.spend) }), much: pointsOf(example.points) }] : []),
    ...programme.activities.map((way, index) => ({
      key: `${way.id}-${index}`,
      what: way.name[format.locale] || t(`loyaltyForm.activityKinds.${way.kind}`),
      much: pointsOf(way.points),
    })),
  ];
}

function useRewards(programme: Programme): Line[] {
  const { t } = useTranslation();
  const pointsText = usePointsText(programme);
  const rewardName = useRewardName();
  return programme.rewards.map((reward, index) => ({
    key: `${reward.id}-${index}`,
    what: rewardName(reward),
    much: Number.isNaN(reward.points) ? t('common.notAvailable') : pointsText(reward.points),
  }));
}

function Tiers({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const levelName = useLevelName();
  const benefits = useBenefits(programme);
  const entryWords = useEntryWords();
  return (
    <Part title={t('loyaltyPreview.tiers')}>
      <ul className="rg-plain-list">
        {programme.tiers.levels.map((level, index) => (
          <li key={`${level.id}-${index}`} className="rg-preview-tier">
            <div className="rg-line">
              <Text as="span" fontWeight="semibold">
                {levelName(level)}
              </Text>
              <Text as="span" tone="subdued">
                {entryWords(level.entry, programme.tiers.basis)}
              </Text>
            </div>
            <ul className="rg-preview-benefits">
              {benefits(level).map((benefit) => (
                <li key={benefit}>{benefit}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Part>
  );
}
