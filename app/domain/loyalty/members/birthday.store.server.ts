import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../../shared/errors';
import { birthday as birthdayText } from '../activities/model';
import { lockAndAdvance } from './advance.store.server';
import { noteBirthdayToday } from './calendar.store.server';
import { survivorOf } from './member.store.server';
import { withLoyalty } from './scope.store.server';

/**
 * Sets a member's birthday (`MM-DD`), or takes it away. The same again does not make it fresh. @returns whether it was changed.
 * @throws AppError `invalid_input` when it is no day of the year, `not_found` when the shop has no programme.
 */
export async function setBirthday(shopId: bigint, customerId: bigint, birthday: string | null, now: Date): Promise<boolean> {
  if (birthday !== null && !birthdayText.safeParse(birthday).success) throw new AppError('invalid_input', 'This is no day of the year', 'birthday');
  const changed = await withLoyalty(shopId, async (scope) => {
    const id = await survivorOf(scope, customerId);
    await lockAndAdvance(scope, [id], now);
    const { rowCount } = await scope.connection.query(
      `update loyalty_member set birthday = $3, birthday_set_at = case when $3::text is null then null else $4::timestamptz end
       where shop_id = $1 and customer_id = $2 and birthday is distinct from $3`,
      [scope.shopId, id, birthday, now],
    );
    if (rowCount && birthday !== null) await noteBirthdayToday(scope, id, now);
    return Boolean(rowCount);
  });
  if (changed === null) throw new AppError('not_found', 'The shop has no loyalty programme');
  return changed;
}

/** A customer's birthday (`MM-DD`), if they have told it. @returns `null` when the shop has no programme, for which birthdays would matter. */
export function birthdayOf(shopId: bigint, customerId: bigint): Promise<{ birthday: string | null } | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ birthday: string | null }>(
      `select (select birthday from loyalty_member where shop_id = $1 and customer_id = $2) as birthday
       where exists (select from loyalty_programme where shop_id = $1 and withdrawn_at is null)`,
      [shopId, customerId],
    );
    return rows[0] ?? null;
  });
}
