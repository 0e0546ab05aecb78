import { ZodError } from 'zod';
import { markCollectionDeleted, markDiscountDeleted, markProductDeleted } from '~/domain/catalog/index.server';
import { markCustomerDeleted, mergeCustomers } from '~/domain/customers/index.server';
import { latestOrderOf, markOrderDeleted } from '~/domain/orders/index.server';
import { noteRepair, recount, seesAllOrders, setStep, waitingRepairs, type RepairOutcome } from '~/domain/reconcile/index.server';
import type { Drift, ReconcileKind } from '~/domain/reconcile/model';
import type { AdminClient } from '../admin/index.server';
import { readOrderSnapshot, rereadCollection, rereadCustomer, rereadDiscount, rereadOrder, rereadProduct } from '../reread/index.server';
import type { PartWork, Step } from './work';

const AT_ONCE = 4;
const TAKEN = 200;
/** A slice of repairs, after which the job goes back to the queue. */
const SLICE_MS = 15_000;

const MARK_DELETED: Record<ReconcileKind, (shopId: bigint, ids: readonly bigint[], at: Date) => Promise<void>> = {
  products: markProductDeleted,
  collections: (shopId, ids) => markCollectionDeleted(shopId, ids),
  discounts: markDiscountDeleted,
  customers: markCustomerDeleted,
  orders: markOrderDeleted,
};

/** Repairs what differs: each record is read from the store as it is now. A repair that is cut off is made again, and changes nothing then. */
export async function mendFurther(work: PartWork): Promise<Step> {
  const waiting = await waitingRepairs(work.key, TAKEN);
  if (waiting.length === 0) {
    // Before the step, so that whoever goes on after a kill has the figures of all repairs.
    await recount(work.key);
    await setStep(work.key, 'counting');
    return { next: 'again' };
  }
  const endsAt = performance.now() + SLICE_MS;
  const next = waiting.values();
  const worker = async () => {
    for (const item of next) {
      await noteRepair(work.key, item.id, await repair(work, item));
      if (performance.now() > endsAt) return;
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const one of workers) if (one.status === 'rejected') throw one.reason;
  return { next: 'again' };
}

async function repair(work: PartWork, item: { id: bigint; drift: Drift }): Promise<RepairOutcome> {
  try {
    const isShown = await reread(work, item.id);
    if (!isShown) return await remove(work, item.id);
    // What was made while the sweep's file was being prepared is not in it.
    return item.drift === 'extra' ? 'still' : 'repaired';
  } catch (error) {
    const reason = badRecord(error);
    if (reason === null) throw error;
    return { error: reason };
  }
}

/** @returns whether the store shows the record; whom another customer stands in for is merged into that one. */
async function reread({ key: { shopId, kind }, admin, now }: PartWork, id: bigint): Promise<boolean> {
  if (kind === 'orders') return rereadOrder(shopId, id, admin);
  if (kind === 'products') return rereadProduct(shopId, id, admin);
  if (kind === 'collections') return rereadCollection(shopId, id, admin);
  if (kind === 'discounts') return rereadDiscount(shopId, id, admin);
  const shown = await rereadCustomer(shopId, id, admin);
  if (shown !== null && shown !== id) await mergeCustomers(shopId, id, shown, now);
  return shown !== null;
}

async function remove({ key: { shopId, kind }, admin, now }: PartWork, id: bigint): Promise<RepairOutcome> {
  if (kind === 'orders' && !(await seesAllOrders(shopId))) return 'still';
  if (kind === 'customers') {
    const survivorId = await heirOf(admin, shopId, id);
    if (survivorId !== null && (await mergeCustomers(shopId, id, survivorId, now))) return 'repaired';
  }
  await MARK_DELETED[kind](shopId, [id], now);
  return 'repaired';
}

/** Who has the orders of a customer who is gone: then the two were merged, and the store does not say so anywhere else. */
async function heirOf(admin: AdminClient, shopId: bigint, id: bigint): Promise<bigint | null> {
  const orderId = await latestOrderOf(shopId, id);
  const holder = orderId === null ? null : ((await readOrderSnapshot(admin, orderId))?.customerId ?? null);
  return holder === id ? null : holder;
}

/** Why a record cannot be stored, in words without anybody's data; `null` when it is not the record's fault. */
function badRecord(error: unknown): string | null {
  if (error instanceof ZodError) return `${error.issues[0]?.path.join('.') || 'record'}: ${error.issues[0]?.code ?? 'invalid'}`;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^2[23]/.test(code)) return `the database refuses it (${code})`;
  return error instanceof RangeError ? 'a value is out of range' : null;
}
