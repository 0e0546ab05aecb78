import { programmeDocument, type Programme, type ProgrammeInput } from '~/domain/loyalty/programme/model';

export const TEMPLATES = ['pointsAndTiers', 'points', 'tiers', 'scratch'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Currencies of which about ten, a hundred, a thousand and ten thousand buy what a dollar, a euro or a pound does. */
const SCALES: [bigint, readonly string[]][] = [
  [10n, ['CNY', 'HKD', 'MOP', 'TWD', 'SEK', 'NOK', 'DKK', 'CZK', 'MXN', 'ZAR', 'THB', 'PHP', 'UAH', 'TRY', 'EGP', 'MAD']],
  [100n, ['JPY', 'INR', 'RUB', 'HUF', 'ISK', 'PKR', 'LKR', 'BDT', 'NPR', 'KES', 'RSD', 'DZD', 'KZT', 'JMD', 'ARS']],
  [1000n, ['KRW', 'CLP', 'COP', 'NGN', 'CRC', 'TZS', 'UGX', 'MMK']],
  [10_000n, ['IDR', 'VND', 'LAK', 'KHR', 'UZS', 'PYG', 'LBP', 'IRR']],
];

/** How many units of the currency stand where a price list in dollars says one: for round numbers, not for exchange. */
export function scaleOf(currency: string): bigint {
  return SCALES.find(([, currencies]) => currencies.includes(currency))?.[0] ?? 1n;
}

/** A programme to begin with, its numbers round in the shop's currency: 5% back in points, tiers at 200, 500 and 1,000 dollars or what they are there. */
export function templateProgramme(template: Template, currency: string): Programme {
  const scale = scaleOf(currency);
  // Up to ten units for a dollar a point a unit is still a number that people like to see; beyond it they would get thousands.
  const unitsPerPoint = scale > 10n ? scale : 1n;
  const withPoints = template === 'points' || template === 'pointsAndTiers';
  const withTiers = template === 'tiers' || template === 'pointsAndTiers';
  const input: ProgrammeInput = {
    earn: { pointsPerUnit: template === 'tiers' ? '0' : oneIn(unitsPerPoint) },
    costPerPoint: hundredths(5n * unitsPerPoint),
    ...(withPoints && {
      expiry: { model: 'inactivity', months: 12 },
      activities: [
        { id: 'account', kind: 'account', points: 50, name: { en: 'Create an account', 'zh-CN': '注册账号' } },
        { id: 'birthday', kind: 'birthday', points: 100, name: { en: 'Birthday', 'zh-CN': '生日' } },
      ],
      rewards: [100n, 200n, 500n].map((points) => off(points, (points * 5n * unitsPerPoint) / 100n)),
    }),
    ...(withTiers && { tiers: tierRules(scale, withPoints) }),
  };
  return programmeDocument.parse(input);
}

function tierRules(scale: bigint, withPoints: boolean): ProgrammeInput['tiers'] {
  const levels = [
    { id: 'silver', name: { en: 'Silver', 'zh-CN': '银卡' }, entry: 200n, multiplier: '1.25', discountPercent: '3' },
    { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: 500n, multiplier: '1.5', discountPercent: '5' },
    { id: 'platinum', name: { en: 'Platinum', 'zh-CN': '白金卡' }, entry: 1000n, multiplier: '2', discountPercent: '8', freeShipping: true },
  ];
  return {
    basis: 'spend',
    window: { kind: 'rolling', months: 12 },
    graceDays: 30,
    levels: levels.map(({ multiplier, discountPercent, entry, ...level }) => ({
      ...level,
      entry: (entry * scale).toString(),
      ...(withPoints ? { multiplier } : { discountPercent }),
    })),
  };
}

function off(points: bigint, value: bigint): NonNullable<ProgrammeInput['rewards']>[number] {
  return { id: `off-${points}`, kind: 'amount_off', points: Number(points), value: value.toString(), validDays: 90 };
}

/** 1 ÷ a power of ten, exactly. */
const oneIn = (units: bigint) => (units === 1n ? '1' : `0.${units.toString().slice(1, -1)}1`);
const hundredths = (n: bigint) => `${n / 100n}.${(n % 100n).toString().padStart(2, '0')}`.replace(/\.?0+$/, '');
