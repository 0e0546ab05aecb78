import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;

/** Spreads neighbouring numbers over all 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/**
 * Random numbers that depend on nothing but the three numbers they start from, so that one customer's history can be
 * drawn again without drawing everybody's before it.
 */
export class Source {
  private readonly generator: RandomGenerator;

  constructor(seed: number, stream: number, index: number) {
    const words: number[] = [];
    let state = 0x9e3779b9;
    for (const part of [seed, Math.floor(seed / TWO_32), stream, index]) {
      state = mix(Math.imul(state ^ mix(part), 0x01000193) + 0x9e3779b9);
      words.push(state);
    }
    // Each word sees all parts, and an all-zero state, the only bad one, cannot come about.
    const state128 = words.map((word, at) => mix(word ^ mix(state + at + 1)));
    this.generator = xoroshiro128plusFromState([state128[0] ?? 0, state128[1] ?? 0, state128[2] ?? 0, (state128[3] ?? 0) | 1]);
  }

  /** In [0, 1), with 53 bits. */
  uniform(): number {
    const high = this.generator.next() >>> 5;
    const low = this.generator.next() >>> 6;
    return (high * 67108864 + low) / TWO_53;
  }

  /** In (0, 1): safe to take the logarithm of. */
  open(): number {
    let value = this.uniform();
    while (value === 0) value = this.uniform();
    return value;
  }

  /** A whole number from `low` to `high`, both possible. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One of `items`, each as likely. @throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.uniform() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from.');
    return item;
  }

  /** An index of `weights`, as likely as its weight. */
  weighted(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((total, weight) => total + weight, 0);
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return index;
    }
    return weights.length - 1;
  }
}
