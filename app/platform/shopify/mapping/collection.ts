import { z } from 'zod';
import type { CollectionSnapshot } from '~/domain/catalog/model';
import { nodes } from './admin-fields';
import { bothIds, gidText, idOf, instant, instantOrNull, text } from './rest-fields';

/** `collections/create` and `update`, which do not say what is in it. @throws ZodError */
export function collectionFromWebhook(json: unknown, readAt: Date): CollectionSnapshot {
  const body = z.object({ ...bothIds, title: text.nullish(), handle: text.nullish(), updated_at: instantOrNull }).parse(json);
  return { id: idOf(body), title: body.title ?? '', handle: body.handle ?? '', versionAt: body.updated_at ?? readAt, productIds: null };
}

/** `CollectionFields` with `products { nodes { id } }`, or without. @throws ZodError */
export function collectionFromAdmin(json: unknown): CollectionSnapshot {
  const node = z.object({ id: gidText, title: text, handle: text, updatedAt: instant, products: nodes(z.object({ id: gidText })).nullish() }).parse(json);
  return {
    id: node.id,
    title: node.title,
    handle: node.handle,
    versionAt: node.updatedAt,
    productIds: node.products?.nodes.map((product) => product.id) ?? null,
  };
}
