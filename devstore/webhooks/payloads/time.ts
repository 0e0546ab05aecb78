import { Temporal } from 'temporal-polyfill';
import type { Store } from '../../state/model.ts';
import type { Instant } from '../../state/model/values.ts';

/** To the second with the store's offset, as REST payloads give times: `2026-03-01T09:00:00-05:00`. */
export const localTime = (at: Instant, store: Pick<Store, 'timezone'>): string =>
  Temporal.Instant.from(at).toString({ timeZone: store.timezone, fractionalSecondDigits: 0, roundingMode: 'trunc' });
export const localTimeOrNull = (at: Instant | null, store: Pick<Store, 'timezone'>): string | null => (at === null ? null : localTime(at, store));
