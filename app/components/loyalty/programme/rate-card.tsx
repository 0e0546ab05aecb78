import { BlockStack, Checkbox, InlineGrid, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { COUNTED, type Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { More } from '../form/more';
import { DecimalField, NumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { NamesField } from '../form/text-fields';
import { rateExample } from '../numbers';
import { usePointsText } from '../use-points-text';

type Earn = Programme['earn'];
export interface EarnCardProps {
  programme: Programme;
  onChange: (part: Partial<Programme>) => void;
}

/** What an order earns, said in words below the rate; what most shops never change is folded away. */
export function RateCard({ programme, onChange }: EarnCardProps) {
  const { t } = useTranslation();
  const { earn } = programme;
  const change = (part: Partial<Earn>) => onChange({ earn: { ...earn, ...part } });
  const unit = useUnit();
  return (
    <SectionCard title={t('loyaltyForm.earning')} text={t('loyaltyForm.earningText')}>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <DecimalField
          label={t('loyaltyForm.pointsPerUnit', { unit })}
          path="earn.pointsPerUnit"
          value={earn.pointsPerUnit}
          onChange={(pointsPerUnit) => change({ pointsPerUnit })}
        />
        <NumberField
          label={t('loyaltyForm.pendingDays')}
          path="earn.pendingDays"
          value={earn.pendingDays}
          onChange={(pendingDays) => change({ pendingDays })}
          suffix={t('loyaltyForm.days')}
          helpText={t('loyaltyForm.pendingDaysHelp')}
        />
      </InlineGrid>
      <RateWords programme={programme} />
      <NamesField
        label={t('loyaltyForm.pointsName')}
        path="pointsName"
        value={programme.pointsName}
        onChange={(pointsName) => onChange({ pointsName })}
        placeholder={t('loyaltyForm.points')}
      />
      <More label={t('loyaltyForm.moreEarning')}>
        <Moments earn={earn} onChange={change} />
        <Counted earn={earn} onChange={change} />
      </More>
    </SectionCard>
  );
}

/** One unit of the shop's money, as people write it: $1, ¥1. */
function useUnit(): string {
  const { locale, currency } = useFormat();
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(1);
}

/** The rate as a sentence. */
export function RateWords({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const example = rateExample(programme, format.currency);
  const pointsText = usePointsText(programme);
  if (!example) return <Text as="p">{t('loyaltyForm.noRate')}</Text>;
  const { spend, points, worth } = example;
  const words = { spend: format.money(spend), points: pointsText(points) };
  return (
    <Text as="p" fontWeight="semibold">
      {worth === null ? t('loyaltyForm.rateWords', words) : t('loyaltyForm.rateWordsWorth', { ...words, worth: format.money(worth) })}
    </Text>
  );
}

function Moments({ earn, onChange }: { earn: Earn; onChange: (part: Partial<Earn>) => void }) {
  const { t } = useTranslation();
  const moments = (['paid', 'fulfilled'] as const).map((value) => ({ value, label: t(`loyaltyForm.moments.${value}`) }));
  const roundings = (['floor', 'half-up', 'ceil'] as const).map((value) => ({ value, label: t(`loyaltyForm.roundings.${value}`) }));
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
      <Select
        label={t('loyaltyForm.awardOn')}
        options={moments}
        value={earn.awardOn}
        onChange={(awardOn) => onChange({ awardOn: awardOn === 'paid' ? 'paid' : 'fulfilled' })}
      />
      <Select
        label={t('loyaltyForm.pendingFrom')}
        options={moments}
        value={earn.pendingFrom}
        onChange={(from) => onChange({ pendingFrom: from === 'paid' ? 'paid' : 'fulfilled' })}
      />
      <Select
        label={t('loyaltyForm.rounding')}
        options={roundings}
        value={earn.rounding}
        onChange={(chosen) => onChange({ rounding: roundings.find(({ value }) => value === chosen)?.value ?? 'floor' })}
        helpText={t('loyaltyForm.roundingHelp')}
      />
      <NumberField
        label={t('loyaltyForm.claimDays')}
        path="earn.claimDays"
        value={earn.claimDays}
        onChange={(claimDays) => onChange({ claimDays })}
        suffix={t('loyaltyForm.days')}
        helpText={t('loyaltyForm.claimDaysHelp')}
      />
    </InlineGrid>
  );
}

function Counted({ earn, onChange }: { earn: Earn; onChange: (part: Partial<Earn>) => void }) {
  const { t } = useTranslation();
  const toggle = (what: (typeof COUNTED)[number], on: boolean) =>
    onChange({ counts: COUNTED.filter((one) => (one === what ? on : earn.counts.includes(one))) });
  return (
    <fieldset className="rg-fieldset">
      <legend>
        <Text as="span">{t('loyaltyForm.counts')}</Text>
      </legend>
      <BlockStack>
        {COUNTED.map((what) => (
          <Checkbox key={what} label={t(`loyaltyForm.counted.${what}`)} checked={earn.counts.includes(what)} onChange={(on) => toggle(what, on)} />
        ))}
      </BlockStack>
    </fieldset>
  );
}
