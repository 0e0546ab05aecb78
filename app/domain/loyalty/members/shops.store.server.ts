import { database } from '~/db/client.server';

/** Shops with orders whose points wait to be settled. */
export const shopsWithChangedOrders = (): Promise<bigint[]> => ids('select shops_with_loyalty_queue() as shop_id', []);
/** Shops with members for whom something falls due by then. */
export const shopsWithDueMembers = (until: Date): Promise<bigint[]> => ids('select shops_with_loyalty_due($1) as shop_id', [until]);
/** Shops with a programme that has taken effect and has not reached all members. */
export const shopsWithProgrammesToApply = (until: Date): Promise<bigint[]> => ids('select shops_with_programmes_to_apply($1) as shop_id', [until]);
/** Shops with things that members have done and that wait to be settled. */
export const shopsWithActivities = (): Promise<bigint[]> => ids('select shops_with_activities() as shop_id', []);
/** Shops in whose calendar a day has begun. */
export const shopsWithCalendarDue = (until: Date): Promise<bigint[]> => ids('select shops_with_calendar_due($1) as shop_id', [until]);

async function ids(sql: string, values: unknown[]): Promise<bigint[]> {
  const { rows } = await database().pool.query<{ shop_id: bigint }>(sql, values);
  return rows.map((row) => row.shop_id);
}
