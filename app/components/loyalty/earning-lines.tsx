import { useTranslation } from 'react-i18next';
import type { EarningExplanation } from '~/domain/loyalty/earning/model';
import { useFormat } from '~/i18n/setting';

/** How an order's points come about, step by step: base, rate, multipliers, rounding, limit; or why there are none. */
export function EarningLines({ explanation }: { explanation: EarningExplanation }) {
  const lines = useEarningWords()(explanation);
  return (
    <ul className="rg-preview-benefits">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function useEarningWords(): (explanation: EarningExplanation) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  return (explanation) => {
    if (explanation.nothing) return [t(`loyaltyEarning.nothing.${explanation.nothing}Text`)];
    const factors = new Map(explanation.lines.flatMap(({ multipliers }) => multipliers.map(({ id, factor }) => [`${id} ${factor}`, { id, factor }] as const)));
    return [
      t('loyaltyEarning.base', { base: format.money(wholeOf(explanation.base)), rate: explanation.pointsPerUnit }),
      ...[...factors.values()].map(({ id, factor }) => t('loyaltyEarning.multiplier', { rule: id, factor })),
      ...(explanation.tier !== null && explanation.tierMultiplier !== '1'
        ? [t('loyaltyEarning.tier', { tier: explanation.tier, factor: explanation.tierMultiplier })]
        : []),
      ...(explanation.cap ? [t('loyaltyEarning.cap')] : []),
      t('loyaltyEarning.points', { n: format.number(BigInt(explanation.points)) }),
    ];
  };
}

/** The whole part of a fraction `n/d`. */
function wholeOf(fraction: string): bigint {
  const [n = '0', d = '1'] = fraction.split('/');
  return BigInt(n) / BigInt(d);
}
