import { AppError } from '../../shared/errors';
import { shopperHistory } from './history.store.server';
import type { OrderPoints, ShopperHistory, ShopperPurse, ShopperView } from './model';
import { readOrderPoints } from './order-points.store.server';
import { readPurse, readShopper } from './shopper.store.server';

export { redeemedOf } from './offer';
export { tellHistory, tellOrderPoints, tellShopper, tellWish } from './told';

const HISTORY_PAGE = 20;
const inProgramme = <T>(read: T | null): T => {
  if (read === null) throw new AppError('not_found', 'The shop has no loyalty programme');
  return read;
};

/** All that a shopper may see and do now. @throws AppError `not_found`: no programme is in force, or there is no such customer. */
export const shopperView = async (shopId: bigint, customerId: bigint, now: Date): Promise<ShopperView> =>
  inProgramme(await readShopper(shopId, customerId, now));

/** What a shopper has left. @throws AppError `not_found`: the shop has no programme. */
export const shopperPurse = async (shopId: bigint, customerId: bigint): Promise<ShopperPurse> => inProgramme(await readPurse(shopId, customerId));

/** A page of a shopper's movements, newest first. @param before the movement after which to go on. @throws AppError `not_found` as above. */
export const historyOfShopper = async (shopId: bigint, customerId: bigint, before: bigint | null): Promise<ShopperHistory> =>
  inProgramme(await shopperHistory(shopId, customerId, before, HISTORY_PAGE));

/** What an order has brought a shopper. @throws AppError `not_found` as above. */
export const orderPoints = async (shopId: bigint, customerId: bigint, orderId: bigint, now: Date): Promise<OrderPoints> =>
  inProgramme(await readOrderPoints(shopId, customerId, orderId, now));
