import type { Programme } from '../programme/model';
import { levelName, tierTag, type BenefitKind } from './model';

/** What a tier gives at the checkout, as the store is to have it. */
export interface WantedBenefit {
  tier: string;
  kind: BenefitKind;
  /** Of a segment: its name in the store. Of a discount: what a shopper reads at the checkout. */
  title: string;
  /** Of a segment. */
  query?: string;
  /** Of `percent`: as the programme has it, `10` or `7.5`. */
  percent?: string;
}

const FREE_SHIPPING: Record<string, string> = { zh: '免运费' };

/** Segments of the tiers that give something at the checkout, each followed by what it gives. */
export function wantedBenefits(programme: Programme, locale: string): WantedBenefit[] {
  const shipping = FREE_SHIPPING[locale.split('-')[0] ?? ''] ?? 'Free shipping';
  return programme.tiers.levels.flatMap((level): WantedBenefit[] => {
    const name = levelName(level, locale);
    const discounts: WantedBenefit[] = [
      ...(level.discountPercent && !/^0+(\.0+)?$/.test(level.discountPercent)
        ? [{ tier: level.id, kind: 'percent' as const, title: `${name} −${level.discountPercent}%`, percent: level.discountPercent }]
        : []),
      ...(level.freeShipping ? [{ tier: level.id, kind: 'shipping' as const, title: `${name}: ${shipping}` }] : []),
    ];
    if (discounts.length === 0) return [];
    return [{ tier: level.id, kind: 'segment', title: `Regulars: ${name}`, query: `customer_tags CONTAINS '${tierTag(level.id)}'` }, ...discounts];
  });
}
