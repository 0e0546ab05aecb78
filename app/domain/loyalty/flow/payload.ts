import { z } from 'zod';
import { nameIn } from '../../shared/names';
import type { TierName } from '../members/model';
import type { FlowEvent, FlowTrigger } from './model';

const digits = z.string().regex(/^\d{1,19}$/);
const facts = {
  'regulars-tier-changed': z.object({ tier: z.string().nullable(), before: z.string().nullable(), reason: z.string() }),
  'regulars-points-earned': z.object({ points: digits, balance: digits, reason: z.string(), order: z.string().nullable(), isPending: z.boolean() }),
  'regulars-points-expiring': z.object({ points: digits, lastDay: z.iso.date(), daysLeft: z.int() }),
} satisfies Record<FlowTrigger, z.ZodType>;

/** What a trigger's fields are called in Shopify Flow; extensions/ declares the same. */
export type FlowPayload = Record<string, string | number | boolean>;

/**
 * What Flow is sent for an event: the fields that its extension declares, and nobody's personal data. Numbers of points are numbers there: Flow
 * compares them. `name` gives a tier's name in the shop's language.
 */
export function flowPayload(event: FlowEvent, name: (tier: string) => string): FlowPayload {
  const customer = { customer_id: Number(event.customerId) };
  if (event.trigger === 'regulars-tier-changed') {
    const { tier, before, reason } = facts[event.trigger].parse(event.facts);
    return { ...customer, Tier: tier === null ? '' : name(tier), 'Previous tier': before === null ? '' : name(before), Reason: reason };
  }
  if (event.trigger === 'regulars-points-earned') {
    const { points, balance, reason, order, isPending } = facts[event.trigger].parse(event.facts);
    return { ...customer, Points: Number(points), Balance: Number(balance), Reason: reason, 'Order name': order ?? '', 'On the way': isPending };
  }
  const { points, lastDay, daysLeft } = facts[event.trigger].parse(event.facts);
  return { ...customer, Points: Number(points), 'Last day': lastDay, 'Days left': daysLeft };
}

/** A tier's name in a language, else in any, else its id. */
export const tierNameIn = (tiers: readonly TierName[], locale: string) => {
  const names = new Map(tiers.map(({ id, name }) => [id, nameIn(name, locale, id)]));
  return (tier: string): string => names.get(tier) ?? tier;
};
