import { AppError } from '../shared/errors';
import { getShop, shopIdOf } from '../shops/index.server';
import type { StaffPerson } from './model';
import { appointManager, listStaff } from './roles.store.server';

type Print = (line: string) => void;

/** `staff list`: who has opened the app, by the number the store's admin gives them. @throws AppError not_found when the shop is not known. */
export async function showStaff(domain: string, print: Print): Promise<void> {
  const shopId = await knownShop(domain);
  const people = await listStaff(shopId);
  if (people.length === 0) print(`${domain}: nobody has opened Regulars yet`);
  people.forEach((person) => print(lineOf(person)));
}

/** `staff manager`: somebody manages from now on. @throws AppError not_found when the shop is not known, invalid_input for what is no number of staff. */
export async function makeManager(userId: string, domain: string, now: Date, print: Print): Promise<void> {
  if (!/^\d{1,20}$/.test(userId)) throw new AppError('invalid_input', `"${userId}" is no number of a member of staff. See: staff list`);
  const shopId = await knownShop(domain);
  await appointManager(shopId, userId, now);
  (await listStaff(shopId)).forEach((person) => print(lineOf(person)));
}

async function knownShop(domain: string): Promise<bigint> {
  const shopId = shopIdOf(domain);
  await getShop(shopId);
  return shopId;
}

const lineOf = ({ userId, role, since }: StaffPerson): string => `${userId}  ${role.padEnd(7)}  since ${since.toISOString().slice(0, 10)}`;
