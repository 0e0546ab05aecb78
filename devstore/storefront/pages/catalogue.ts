import { Hono } from 'hono';
import type { Collection } from '../../state/model.ts';
import { findCollectionByHandle, findProductByHandle } from '../../state/read.ts';
import { listAssortment, listProducts, listShownCollections, sortOrders, type ProductQuery, type SortOrder } from '../catalog.ts';
import { wholeNumber } from '../form.ts';
import { imageObject, productObject } from '../objects/product.ts';
import { notFound, renderPage } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import type { StorefrontContext, StorefrontEnv, Visit } from '../visit.ts';

const pageSize = 24;
const pagesMax = 10_000;

export const collectionObject = (collection: Pick<Collection, 'id' | 'title' | 'handle' | 'descriptionHtml'>, extra: Record<string, unknown> = {}) => ({
  id: collection.id,
  title: collection.title,
  handle: collection.handle,
  url: `/collections/${collection.handle}`,
  description: collection.descriptionHtml,
  ...extra,
});

const shownCollections = async ({ ctx, domain }: Visit) =>
  (await listShownCollections(ctx.pool, domain)).map(({ collection, count, cover }) =>
    collectionObject(collection, { products_count: count, featured_image: { ...imageObject(cover), alt: '' } }),
  );

const plainText = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `paginate`, with addresses that keep the rest of the query. */
function paginateObject(visit: Visit, page: number, total: number) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const link = (number: number) => {
    const query = new URLSearchParams(visit.url.search);
    query.set('page', String(number));
    return { title: String(number), url: `${visit.url.pathname}?${query.toString()}`, is_link: number !== page };
  };
  const numbers = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  return {
    current_page: page,
    pages,
    items: total,
    page_size: pageSize,
    previous: page > 1 ? link(page - 1) : null,
    next: page < pages ? link(page + 1) : null,
    parts: numbers.map(link),
  };
}

function readQuery(c: StorefrontContext): Pick<ProductQuery, 'sort' | 'page' | 'pageSize'> {
  const asked = c.req.query('sort_by');
  const sort: SortOrder = sortOrders.find((one) => one === asked) ?? 'manual';
  return { sort, page: Math.max(1, wholeNumber(c.req.query('page'), 1, pagesMax)), pageSize };
}

async function collectionPage(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const handle = c.req.param('handle') ?? '';
  const found = await findCollectionByHandle(visit.ctx.pool, visit.domain, handle);
  if (!found && handle !== 'all') return notFound(c);
  const shown = found ?? { id: '0', title: themeText(visit, 'collections.all'), handle: 'all', descriptionHtml: '' };
  const query = readQuery(c);
  const { products, total } = await listProducts(visit.ctx.pool, visit.domain, { ...query, ...(found && { collectionId: found.id }) });
  const collection = collectionObject(shown, {
    products: products.map((product) => productObject(product, visit)),
    products_count: total,
    sort_by: query.sort,
    sort_options: sortOrders.map((value) => ({ value, name: themeText(visit, `collections.sort.${value.replaceAll('-', '_')}`) })),
  });
  return renderPage(c, {
    template: 'collection',
    type: 'collection',
    title: shown.title,
    description: plainText(shown.descriptionHtml),
    objects: { collection, paginate: paginateObject(visit, query.page, total) },
  });
}

async function productPage(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const { pool } = visit.ctx;
  const product = await findProductByHandle(pool, visit.domain, c.req.param('handle') ?? '');
  if (!product || product.status !== 'ACTIVE' || !product.publishedAt || product.variants.length === 0) return notFound(c);
  const collectionId = product.collectionIds[0];
  const related = await listProducts(pool, visit.domain, { ...(collectionId && { collectionId }), sort: 'manual', page: 1, pageSize: 5 });
  return renderPage(c, {
    template: 'product',
    type: 'product',
    slot: 'product',
    title: product.title,
    description: plainText(product.descriptionHtml),
    objects: {
      product: productObject(product, visit, c.req.query('variant')),
      related: related.products
        .filter((one) => one.id !== product.id)
        .slice(0, 4)
        .map((one) => productObject(one, visit)),
    },
  });
}

async function searchPage(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const terms = (c.req.query('q') ?? '').trim().slice(0, 100);
  const query = readQuery(c);
  const { products, total } =
    terms === '' ? { products: [], total: 0 } : await listProducts(visit.ctx.pool, visit.domain, { ...query, words: terms.split(/\s+/).slice(0, 8) });
  const search = { terms, performed: terms !== '', results: products.map((product) => productObject(product, visit)), results_count: total };
  return renderPage(c, {
    template: 'search',
    type: 'search',
    title: themeText(visit, 'search.title'),
    objects: { search, paginate: paginateObject(visit, query.page, total) },
  });
}

/** Home, collections, products and search. */
export function cataloguePages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/', async (c) => {
    const visit = c.get('visit');
    const [collections, assortment] = await Promise.all([shownCollections(visit), listAssortment(visit.ctx.pool, visit.domain, 8)]);
    return renderPage(c, {
      template: 'index',
      type: 'index',
      title: visit.store.name,
      objects: { collections, assortment: assortment.map((product) => productObject(product, visit)) },
    });
  });
  app.get('/collections', async (c) => {
    const visit = c.get('visit');
    return renderPage(c, {
      template: 'list-collections',
      type: 'list-collections',
      title: themeText(visit, 'collections.title'),
      objects: { collections: await shownCollections(visit) },
    });
  });
  app.get('/collections/:handle', collectionPage);
  app.get('/products/:handle', productPage);
  app.get('/search', searchPage);
  return app;
}
