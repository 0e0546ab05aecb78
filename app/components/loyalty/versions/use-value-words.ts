import { useTranslation } from 'react-i18next';
import { COUNTED, type Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { minorOf } from '../numbers';
import { useEntryWords } from '../use-entry-words';

export const FIELD_NAMES = [
  'name',
  'pointsName',
  'pointsPerUnit',
  'awardOn',
  'pendingDays',
  'pendingFrom',
  'counts',
  'rounding',
  'claimDays',
  'perOrder',
  'perDay',
  'perMember',
  'factor',
  'from',
  'to',
  'tag',
  'product',
  'collection',
  'segment',
  'kind',
  'points',
  'n',
  'event',
  'birthdayCutoffDays',
  'link',
  'expiry',
  'returnGraceDays',
  'basis',
  'window',
  'graceDays',
  'downgrade',
  'countPending',
  'entry',
  'retain',
  'multiplier',
  'entryReward',
  'whenSkipped',
  'birthdayReward',
  'discountPercent',
  'freeShipping',
  'earlyAccessTag',
  'benefits',
  'value',
  'minimumSpend',
  'validDays',
  'returnsUnused',
  'maximumPoints',
  'products',
  'collections',
  'tiers',
  'stock',
  'perPeriod',
  'codePrefix',
  'combinesWith',
  'costPerPoint',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Choices and the texts that the form has for them. */
const CHOICES = {
  awardOn: { paid: 'loyaltyForm.moments.paid', fulfilled: 'loyaltyForm.moments.fulfilled' },
  pendingFrom: { paid: 'loyaltyForm.moments.paid', fulfilled: 'loyaltyForm.moments.fulfilled' },
  rounding: { floor: 'loyaltyForm.roundings.floor', 'half-up': 'loyaltyForm.roundings.half-up', ceil: 'loyaltyForm.roundings.ceil' },
  basis: { spend: 'loyaltyTiers.bases.spend', points: 'loyaltyTiers.bases.points', orders: 'loyaltyTiers.bases.orders' },
  downgrade: { 'to-earned': 'loyaltyTiers.downgrades.to-earned', 'one-step': 'loyaltyTiers.downgrades.one-step' },
  kind: {
    amount_off: 'loyaltyForm.rewardKinds.amount_off',
    percent_off: 'loyaltyForm.rewardKinds.percent_off',
    free_shipping: 'loyaltyForm.rewardKinds.free_shipping',
    free_product: 'loyaltyForm.rewardKinds.free_product',
    gift_card: 'loyaltyForm.rewardKinds.gift_card',
    slider: 'loyaltyForm.rewardKinds.slider',
    store_credit: 'loyaltyForm.rewardKinds.store_credit',
    custom: 'loyaltyForm.rewardKinds.custom',
  },
} as const;

/** A value of the document in words; `programme` says what thresholds are counted in. */
export function useValueWords(programme: Programme): (field: FieldName | undefined, value: unknown, path: string[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const entryWords = useEntryWords();
  const wholeWords = useWholeWords();
  return (field, value, path) => {
    if (typeof value === 'boolean') return t(value ? 'loyaltyVersions.yes' : 'loyaltyVersions.no');
    if (typeof value === 'number') return format.number(value);
    if (typeof value !== 'string') return wholeWords(field, value);
    const choice = field && field in CHOICES ? Object.entries(CHOICES[field as keyof typeof CHOICES]).find(([name]) => name === value)?.[1] : undefined;
    if (choice) return t(choice);
    if (field === 'entry' || field === 'retain') return entryWords(value, programme.tiers.basis);
    if (field === 'discountPercent' || (field === 'value' && isPercent(programme, path))) return `${value}%`;
    const amount = field === 'value' || field === 'minimumSpend' ? minorOf(value, format.currency) : null;
    if (amount !== null) return format.money(amount);
    return field === 'multiplier' || field === 'factor' ? `×${value}` : value;
  };
}

const isPercent = (programme: Programme, [, id]: string[]) => programme.rewards.find((reward) => reward.id === id)?.kind === 'percent_off';

/** Values that are more than one word or number. */
function useWholeWords(): (field: FieldName | undefined, value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (field, value) => {
    if (field === 'counts' && Array.isArray(value))
      return value.length === 0 ? t('common.none') : format.list(COUNTED.filter((one) => value.includes(one)).map((one) => t(`loyaltyForm.counted.${one}`)));
    if (Array.isArray(value)) return value.length === 0 ? t('common.none') : format.list(value.map(String));
    if (typeof value !== 'object' || value === null) return String(value);
    const fields = value as Record<string, unknown>;
    const count = Number(fields['months'] ?? 0);
    const { model, kind } = fields;
    if (field === 'expiry') return t(`loyaltyForm.expiryWords.${model === 'lot' || model === 'inactivity' ? model : 'none'}`, { count });
    if (field === 'window') return t(`loyaltyTiers.windowWords.${kind === 'rolling' || kind === 'calendarYear' ? kind : 'lifetime'}`, { count });
    if (typeof fields['points'] === 'number') return format.number(fields['points']);
    return format.list(Object.values(fields).map(String));
  };
}
