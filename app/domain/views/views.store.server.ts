import { Prisma } from '@prisma/client';
import { z } from 'zod';
import { blindToken, seal } from '~/db/vault/envelope';
import { openSealed, shopKeys, type ShopKeys } from '~/db/vault/shop-keys.store.server';
import { withShop, type Tx } from '~/db/tenant.server';
import { AppError } from '../shared/errors';
import { checkParams, foldedName, VIEWS_MAX, type ListName, type ListView, type ViewParams } from './model';

const content = z.object({
  name: z.string(),
  params: z.record(z.string(), z.string()),
  columns: z.array(z.string()).nullable(),
  erased: z.boolean().default(false),
});
export type ViewContent = z.output<typeof content>;

export interface NewView {
  name: string;
  params: ViewParams;
  columns: string[] | null;
}

const contextOf = (shopId: bigint, id: bigint) => `list-view:${shopId}:${id}`;
const sealContent = (keys: ShopKeys, shopId: bigint, id: bigint, view: ViewContent) =>
  new Uint8Array(seal(keys.contact, Buffer.from(JSON.stringify(view)), contextOf(shopId, id)));
/** A nameless view keeps its place by its number. */
const tokenOf = (keys: ShopKeys, list: string, id: bigint, name: string) => blindToken(keys.index, `view:${list}:${name ? foldedName(name) : `#${id}`}`);

/** What a stored view says; `null` when its key has been destroyed. */
export function openContent(keys: ShopKeys, shopId: bigint, row: { id: bigint; sealed: Uint8Array }): ViewContent | null {
  const opened = openSealed(keys, 'contact', row.sealed, contextOf(shopId, row.id));
  return opened && content.parse(JSON.parse(opened.toString()));
}

/** What a view's row has to hold for it to say this. */
export function sealedView(keys: ShopKeys, shopId: bigint, row: { id: bigint; list: string }, view: ViewContent) {
  return { sealed: sealContent(keys, shopId, row.id, view), nameToken: tokenOf(keys, row.list, row.id, view.name) };
}

/** A list's saved views in their order. */
export async function listViews(shopId: bigint, list: ListName): Promise<ListView[]> {
  const rows = await withShop(shopId, (tx) => tx.listView.findMany({ where: { shopId, list }, orderBy: [{ position: 'asc' }, { id: 'asc' }] }));
  if (rows.length === 0) return [];
  const keys = await shopKeys(shopId);
  return rows.flatMap(({ id, sealed, createdBy, createdAt }) => {
    const view = openContent(keys, shopId, { id, sealed });
    return view ? [{ ...view, id, createdBy, createdAt, ...checkParams(list, view.params) }] : [];
  });
}

/** @throws AppError conflict (field `name`) when the list has a view of that name, too_large beyond {@link VIEWS_MAX} */
export async function createView(shopId: bigint, list: ListName, view: NewView, createdBy: string, now: Date): Promise<bigint> {
  const keys = await shopKeys(shopId);
  return named(() =>
    withShop(shopId, async (tx) => {
      const held = await tx.listView.aggregate({ where: { shopId, list }, _count: true, _max: { position: true } });
      if (held._count >= VIEWS_MAX) throw new AppError('too_large', `A list has at most ${VIEWS_MAX} views.`);
      const [next] = await tx.$queryRaw<{ id: bigint }[]>`select nextval('list_view_id_seq') as id`;
      const id = next?.id ?? 0n;
      const said = { ...view, params: checkParams(list, view.params).params, erased: false };
      const position = (held._max.position ?? 0) + 1;
      await tx.listView.create({ data: { shopId, id, list, position, createdBy, createdAt: now, ...sealedView(keys, shopId, { id, list }, said) } });
      return id;
    }),
  );
}

/** @throws AppError not_found, conflict (field `name`) */
export async function changeView(shopId: bigint, list: ListName, id: bigint, change: Partial<NewView>): Promise<void> {
  const keys = await shopKeys(shopId);
  await named(() =>
    withShop(shopId, async (tx) => {
      const row = await lockedView(tx, shopId, list, id);
      const before = openContent(keys, shopId, row);
      if (!before) throw gone();
      const params = checkParams(list, change.params ?? before.params).params;
      const after = { ...before, ...change, params: change.params ? params : before.params, erased: change.params ? false : before.erased };
      await tx.listView.update({ where: { shopId_id: { shopId, id } }, data: sealedView(keys, shopId, { id, list }, after) });
    }),
  );
}

/** Whoever deletes what a colleague has just deleted has what they wanted. */
export async function deleteView(shopId: bigint, list: ListName, id: bigint): Promise<void> {
  await withShop(shopId, (tx) => tx.listView.deleteMany({ where: { shopId, list, id } }));
}

/** Moves a view among its list's, one place to the front (-1) or to the back (1). @throws AppError not_found */
export async function moveView(shopId: bigint, list: ListName, id: bigint, by: -1 | 1): Promise<void> {
  await withShop(shopId, async (tx) => {
    const rows = await tx.$queryRaw<{ id: bigint }[]>`
      select id from list_view where shop_id = ${shopId} and list = ${list} order by position, id for update`;
    const ids = rows.map((row) => row.id);
    const from = ids.indexOf(id);
    if (from < 0) throw gone();
    ids.splice(from, 1);
    ids.splice(Math.max(0, from + by), 0, id);
    await tx.$executeRaw`
      update list_view v set position = n.position from unnest(${ids}::bigint[]) with ordinality as n (id, position)
      where v.shop_id = ${shopId} and v.id = n.id and v.position <> n.position`;
  });
}

async function lockedView(tx: Tx, shopId: bigint, list: ListName, id: bigint) {
  const [row] = await tx.$queryRaw<{ id: bigint; sealed: Buffer }[]>`
    select id, sealed from list_view where shop_id = ${shopId} and list = ${list} and id = ${id} for update`;
  if (!row) throw gone();
  return row;
}

const gone = () => new AppError('not_found', 'This view is there no longer.');

/** The unique index decides about names: two members of staff may save at once. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new AppError('conflict', 'A view of that name is there already.', 'name');
    throw error;
  }
}
