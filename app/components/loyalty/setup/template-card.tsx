import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { RateWords } from '../programme/rate-card';
import { templateProgramme, type Template } from '../templates';
import { useBenefits } from '../use-benefits';
import { useEntryWords } from '../use-entry-words';
import { useLevelName } from '../use-level-name';
import { usePointsText } from '../use-points-text';
import { useRewardName } from '../use-reward-name';

export interface TemplateCardProps {
  template: Template;
  recommended: boolean;
  busy: boolean;
  onChoose: () => void;
}

/** A programme to begin with, said in the shop's own numbers. */
export function TemplateCard({ template, recommended, busy, onChoose }: TemplateCardProps) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const programme = useMemo(() => templateProgramme(template, currency), [template, currency]);
  const lines = useLines(programme);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t(`loyaltySetup.templates.${template}`)}
          </Text>
          {recommended ? <Badge tone="info">{t('loyaltySetup.recommended')}</Badge> : null}
        </InlineStack>
        <Text as="p">{t(`loyaltySetup.texts.${template}`)}</Text>
        {template === 'tiers' ? null : <RateWords programme={programme} />}
        {lines.length > 0 ? (
          <ul className="rg-preview-benefits">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        <div>
          <Button
            variant={recommended ? 'primary' : 'secondary'}
            loading={busy}
            onClick={onChoose}
            accessibilityLabel={t('loyaltySetup.chooseLabel', { template: t(`loyaltySetup.templates.${template}`) })}
          >
            {t('loyaltySetup.choose')}
          </Button>
        </div>
      </BlockStack>
    </Card>
  );
}

function useLines(programme: Programme): string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText(programme);
  const rewardName = useRewardName();
  const levelName = useLevelName();
  const entryWords = useEntryWords();
  const benefits = useBenefits(programme);
  return [
    ...programme.rewards.map((reward) => t('loyaltySetup.rewardLine', { points: pointsText(reward.points), reward: rewardName(reward) })),
    ...programme.tiers.levels.map((level) =>
      t('loyaltySetup.tierLine', { tier: levelName(level), entry: entryWords(level.entry, programme.tiers.basis), benefits: format.list(benefits(level)) }),
    ),
  ];
}
