import { isDeepStrictEqual } from 'node:util';
import { finishStorefront, planStorefront, postponeStorefront } from '~/domain/loyalty/storefront/index.server';
import { PROGRAMME_METAFIELD } from '~/domain/loyalty/storefront/model';
import { adminClient } from '../admin/index.server';
import { DeleteMetafieldsDocument, ReadStorefrontProgrammeDocument, SetMetafieldsDocument } from '../graphql/generated/documents';

/**
 * Puts what shoppers may know of the programme into the shop's metafield. What is there is looked at first: what is as it should be
 * costs no write, and a request that the store carries out late finds another content than it was made for, and changes nothing.
 * @returns whether anything was written; `null` when there was nothing to be done.
 */
export async function tellStorefront(shopId: bigint, now: Date): Promise<boolean | null> {
  try {
    const task = await planStorefront(shopId, now);
    if (!task) return null;
    const client = adminClient(shopId, { priority: 'background' });
    const { shop } = await client.query(ReadStorefrontProgrammeDocument, {});
    const { namespace, key, type } = PROGRAMME_METAFIELD;
    const there = shop.metafield ?? null;
    const isAsWanted = there !== null && task.text !== null ? isDeepStrictEqual(JSON.parse(there.value), JSON.parse(task.text)) : there === task.text;
    if (!isAsWanted && task.text !== null) {
      const metafield = { ownerId: shop.id, namespace, key, type, value: task.text, compareDigest: there?.compareDigest ?? null };
      await client.query(SetMetafieldsDocument, { metafields: [metafield] }, { repeatable: true });
    } else if (!isAsWanted) await client.query(DeleteMetafieldsDocument, { metafields: [{ ownerId: shop.id, namespace, key }] }, { repeatable: true });
    await finishStorefront(shopId, task);
    return !isAsWanted;
  } catch (error) {
    await postponeStorefront(shopId, error);
    throw error;
  }
}
