import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { advanceRollup, shopsWithLedger } from '~/domain/loyalty/accounting/index.server';
import {
  advanceShop,
  applyProgrammes,
  keepCalendar,
  settleActivities,
  settleChangedOrders,
  shopsWithActivities,
  shopsWithCalendarDue,
  shopsWithChangedOrders,
  shopsWithDueMembers,
  shopsWithProgrammesToApply,
} from '~/domain/loyalty/members/index.server';
import { getShop } from '~/domain/shops/index.server';
import { overShops } from './over-shops.server';

/** One round over all shops: points of orders that have changed, a stretch a shop. @returns how many orders were looked at. */
export function settleOrders(): Promise<number> {
  return overShops(shopsWithChangedOrders(), 'orders', async (shopId) => {
    const { worked, failed } = await settleChangedOrders(shopId, now());
    for (const { orderId, error } of failed) logger.warn({ err: error, shopId, orderId }, "an order's points could not be settled");
    return worked - failed.length;
  });
}

/** One round over all shops: what members have done besides ordering, a stretch a shop. @returns how many things were looked at. */
export function settleReportedActivities(): Promise<number> {
  return overShops(shopsWithActivities(), 'activities', async (shopId) => {
    const { worked, failed } = await settleActivities(shopId, now());
    for (const { id, error } of failed) logger.warn({ err: error, shopId, activityId: id }, 'what a member has done could not be settled');
    return worked - failed.length;
  });
}

/** One round over all shops: birthdays and anniversaries of days that have begun. @returns how many days of shops were looked at. */
export async function keepCalendars(): Promise<number> {
  const at = now();
  return overShops(shopsWithCalendarDue(at), 'calendar', (shopId) => keepCalendar(shopId, at));
}

/** One round over all shops: points mature and end, tiers are reviewed, programmes take effect. @returns how many members were looked at. */
export async function letLoyaltyTimePass(): Promise<number> {
  const at = now();
  await overShops(shopsWithProgrammesToApply(at), 'programmes', async (shopId) => {
    await applyProgrammes(shopId, at);
    return 1;
  });
  return overShops(shopsWithDueMembers(at), 'members', (shopId) => advanceShop(shopId, at));
}

/** One round over all shops: what has been posted is added to the days that pages read. @returns how many entries were added. */
export function addUpDays(): Promise<number> {
  return overShops(shopsWithLedger(), 'days', async (shopId) => advanceRollup(shopId, (await getShop(shopId)).timezone));
}
