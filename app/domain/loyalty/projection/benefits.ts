import type { Programme } from '../programme/model';
import { levelName, tierTag, type WantedBenefit } from './model';

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
