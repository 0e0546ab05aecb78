import type { DriftingRecord, StoreVersion } from './model';

/** A record as the CRM has it. `gone`: deleted, merged away or erased here, which is final. `stub`: only named by something else so far. */
export interface OurVersion {
  id: bigint;
  versionAt: Date;
  mark: string;
  state: 'here' | 'stub' | 'gone';
}

/** Which of the store's records the CRM lacks or has in an older state. Versions are whole seconds; the mark tells two states of one second apart. */
export function findDrift(store: readonly StoreVersion[], ours: ReadonlyMap<bigint, OurVersion>): DriftingRecord[] {
  return store.flatMap((record): DriftingRecord[] => {
    const own = ours.get(record.id);
    if (!own || own.state === 'stub') return [{ id: record.id, drift: 'missing' }];
    if (own.state === 'gone' || own.versionAt > record.versionAt) return [];
    return own.versionAt < record.versionAt || own.mark !== record.mark ? [{ id: record.id, drift: 'stale' }] : [];
  });
}

/** Equal for equal tags, whatever their order, the same consent to e-mails, and the store's same figures: orders and money spent, in minor units. */
export const customerMark = (tags: readonly string[], figures: string, emailConsent: string | null): string =>
  JSON.stringify([figures, emailConsent, ...[...new Set(tags)].sort()]);

/** A consent and, in whole seconds, when it was given or taken back: said once more, it is newer. */
export const consentMark = (state: string, at: Date | null): string => `${state} ${at === null ? '-' : Math.floor(at.getTime() / 1000)}`;

/** Equal for the same status and as much in stock, as the store counts it. */
export const productMark = (status: string, inventory: number): string => `${status} ${inventory}`;

/** Equal for the same title and as many products. The store counts up to 10,000. */
export const collectionMark = (title: string, products: number): string => `${products} ${title}`;

interface OrderStanding {
  financialStatus: string;
  fulfillmentStatus: string;
  cancelled: boolean;
  closed: boolean;
  /** Of payments and refunds, how many steps there were. */
  transactions: number;
}
/** Equal for equal standings of an order. */
export const orderMark = ({ financialStatus, fulfillmentStatus, cancelled, closed, transactions }: OrderStanding): string =>
  `${financialStatus} ${fulfillmentStatus} ${cancelled} ${closed} ${transactions}`;
