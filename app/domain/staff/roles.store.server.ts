import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { USUAL_LIMITS, type RoleLimits, type StaffOverview, type StaffPerson, type StaffRole } from './model';

const PERSON = 'select user_id as "userId", role, since from staff_member where shop_id = $1';

/** Notes whoever uses the app. The first of a shop manages; others are clerks until a manager says otherwise. */
export async function noteStaff(shopId: bigint, userId: string, now: Date): Promise<void> {
  await withShopConnection(shopId, (connection) => known(connection, shopId, userId, now));
}

async function known(connection: PoolClient, shopId: bigint, userId: string, now: Date): Promise<StaffPerson> {
  const find = () => connection.query<StaffPerson>({ name: 'find_staff', text: `${PERSON} and user_id = $2`, values: [shopId, userId] });
  const { rows } = await find();
  if (rows[0]) return rows[0];
  await lockRoles(connection, shopId);
  await connection.query(
    `insert into staff_member (shop_id, user_id, role, since)
     select $1, $2, case when exists (select from staff_member where shop_id = $1) then 'clerk' else 'manager' end, $3 on conflict do nothing`,
    [shopId, userId, now],
  );
  const made = (await find()).rows[0];
  if (!made) throw new Error('A member of staff could not be noted.');
  return made;
}

/** One after the other: of two who come first at once one manages, and of two managers who dismiss each other one stays. */
const lockRoles = (connection: PoolClient, shopId: bigint) => connection.query("select pg_advisory_xact_lock(hashtextextended('staff roles', $1))", [shopId]);

/**
 * What somebody may do, held until the caller's transaction ends: what they do at the same moment elsewhere waits, so that
 * it is counted. Whoever needs a member's lock, too, takes that first.
 */
export async function lockStaff(connection: PoolClient, shopId: bigint, userId: string, now: Date): Promise<{ role: StaffRole; limits: RoleLimits }> {
  await known(connection, shopId, userId, now);
  const { rows } = await connection.query<StaffPerson>(`${PERSON} and user_id = $2 for update`, [shopId, userId]);
  const role = rows[0]?.role ?? 'clerk';
  return { role, limits: (await limitsOf(connection, shopId))[role] };
}

async function limitsOf(connection: PoolClient, shopId: bigint): Promise<Record<StaffRole, RoleLimits>> {
  const { rows } = await connection.query<RoleLimits & { role: StaffRole }>(
    'select role, points_at_once as "pointsAtOnce", points_a_day as "pointsADay", changes_tiers as "changesTiers" from staff_limit where shop_id = $1',
    [shopId],
  );
  return { ...USUAL_LIMITS, ...Object.fromEntries(rows.map(({ role, ...limits }) => [role, limits])) };
}

const everybody = (connection: PoolClient, shopId: bigint) => connection.query<StaffPerson>(`${PERSON} order by since, user_id`, [shopId]);

/** The shop's staff as far as they have opened the app, and what each role may do. */
export function readStaff(shopId: bigint, userId: string, now: Date): Promise<StaffOverview> {
  return withShopConnection(shopId, async (connection) => {
    const me = await known(connection, shopId, userId, now);
    const { rows: people } = await everybody(connection, shopId);
    return { me, people, limits: await limitsOf(connection, shopId) };
  });
}

/**
 * Gives somebody who has opened the app another role.
 * @throws AppError forbidden unless a manager asks; not_found; conflict when nobody would be left who manages.
 */
export async function setRole(shopId: bigint, { userId, role, by }: { userId: string; role: StaffRole; by: string }): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await lockRoles(connection, shopId);
    await mustManage(connection, shopId, by);
    const { rowCount } = await connection.query('update staff_member set role = $3, changed_by = $4 where shop_id = $1 and user_id = $2', [
      shopId,
      userId,
      role,
      by,
    ]);
    if (!rowCount) throw new AppError('not_found', 'This member of staff has not opened Regulars.');
    const left = await connection.query("select from staff_member where shop_id = $1 and role = 'manager' limit 1", [shopId]);
    if (!left.rowCount) throw new AppError('conflict', 'Somebody has to manage.', 'role');
  });
}

/** Everybody who has opened the app, or was made a manager before. */
export const listStaff = (shopId: bigint): Promise<StaffPerson[]> =>
  withShopConnection(shopId, async (connection) => (await everybody(connection, shopId)).rows);

/** Makes somebody a manager, also before they have opened the app. For whoever runs the app: nobody of the staff has to manage yet. */
export async function appointManager(shopId: bigint, userId: string, now: Date): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await lockRoles(connection, shopId);
    await connection.query(
      `insert into staff_member (shop_id, user_id, role, since, changed_by) values ($1, $2, 'manager', $3, 'operator')
       on conflict (shop_id, user_id) do update set role = 'manager', changed_by = 'operator'`,
      [shopId, userId, now],
    );
  });
}

/** Says what a role may do. A manager may always change tiers. @throws AppError forbidden unless a manager asks. */
export async function setLimits(shopId: bigint, { role, limits, by }: { role: StaffRole; limits: RoleLimits; by: string }, now: Date): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await lockRoles(connection, shopId);
    await mustManage(connection, shopId, by);
    await connection.query(
      `insert into staff_limit (shop_id, role, points_at_once, points_a_day, changes_tiers, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (shop_id, role) do update set points_at_once = excluded.points_at_once, points_a_day = excluded.points_a_day,
         changes_tiers = excluded.changes_tiers, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [shopId, role, limits.pointsAtOnce, limits.pointsADay, role === 'manager' || limits.changesTiers, by, now],
    );
  });
}

async function mustManage(connection: PoolClient, shopId: bigint, userId: string): Promise<void> {
  const { rows } = await connection.query<StaffPerson>(`${PERSON} and user_id = $2`, [shopId, userId]);
  if (rows[0]?.role !== 'manager') throw new AppError('forbidden', 'Only a manager may change this.');
}
