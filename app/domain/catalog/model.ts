import type { Minor } from '../shared/money';

/** A product with all its variants as the store has it at `versionAt`. */
export interface ProductSnapshot {
  id: bigint; title: string; handle: string; vendor: string; productType: string; status: string; isGiftCard: boolean; tags: string[];
  occurredAt: Date; versionAt: Date;
  variants: { id: bigint; title: string; sku: string | null; price: Minor; compareAt: Minor | null; position: number; inventory: number | null }[];
}
/** `productIds` is `null` where the source does not carry them. */
export interface CollectionSnapshot { id: bigint; title: string; handle: string; versionAt: Date; productIds: bigint[] | null; }
export interface DiscountSnapshot { id: bigint; title: string; code: string | null; method: 'code' | 'automatic'; kind: string; status: string; startsAt: Date | null; endsAt: Date | null; used: number; versionAt: Date; }
