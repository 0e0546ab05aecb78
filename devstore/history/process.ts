import { beta, exponential, gamma } from './distributions.ts';
import type { Source } from './random.ts';

/**
 * BG/NBD with gamma-gamma spend. A customer's first purchase is the moment they join. While alive they buy again at
 * random, `lambda` times a week; after each repeat purchase they are gone for good with probability `dropOut`.
 * Across customers lambda ~ Gamma(r, rate alpha) and dropOut ~ Beta(a, b).
 * An order's worth (its lines before discounts, shipping and tax, in major units of the shop's currency) is
 * Gamma(p, rate nu) with nu ~ Gamma(q, rate gamma) across customers: the mean over all is p · gamma / (q − 1).
 */
export interface Parameters {
  r: number;
  alpha: number;
  a: number;
  b: number;
  p: number;
  q: number;
  gamma: number;
}

/** Alpha is in weeks; gamma in units of a currency worth about a US dollar. */
export const defaultParameters: Parameters = { r: 0.75, alpha: 6, a: 0.8, b: 3.2, p: 6, q: 4, gamma: 24 };

export interface Buyer {
  lambda: number;
  dropOut: number;
  nu: number;
}

export function drawBuyer(source: Source, parameters: Parameters): Buyer {
  return {
    lambda: gamma(source, parameters.r, parameters.alpha),
    dropOut: beta(source, parameters.a, parameters.b),
    nu: gamma(source, parameters.q, parameters.gamma),
  };
}

/** Mean of an order's worth over all customers, in major units. */
export const meanWorth = (parameters: Parameters): number => (parameters.p * parameters.gamma) / (parameters.q - 1);

const WEEK = 7 * 24 * 3_600_000;

/** The times (ms, steady time) at which one buys from `joined` until `until`, and whether they are alive then. */
export function purchases(source: Source, buyer: Buyer, joined: number, until: number): { times: number[]; alive: boolean } {
  const times = [joined];
  for (let at = joined; ;) {
    at += exponential(source, buyer.lambda) * WEEK;
    if (at >= until) return { times, alive: true };
    times.push(at);
    if (source.chance(buyer.dropOut)) return { times, alive: false };
  }
}
