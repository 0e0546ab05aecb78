import { Temporal } from 'temporal-polyfill';

const FIRST_MINUTE = 2 * 60;
/** Shops of one zone begin one after the other. */
const SPREAD_MINUTES = 180;
const RECENT_MS = 12 * 3_600_000;

/**
 * The shop's calendar day, `2026-11-21`, when its comparison of last night is due: from between two and five in the morning
 * on, by the shop's own clock, and still later that day when no worker was there. `null` when it is not, or when an
 * import or a comparison (`lastAt`) has ended within twelve hours.
 */
export function nightDue(now: Date, zone: string, shopId: bigint, lastAt: Date | null): string | null {
  if (lastAt && now.getTime() - lastAt.getTime() < RECENT_MS) return null;
  const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const minute = clock.hour * 60 + clock.minute;
  return minute >= FIRST_MINUTE + Number(shopId % BigInt(SPREAD_MINUTES)) ? clock.toPlainDate().toString() : null;
}
