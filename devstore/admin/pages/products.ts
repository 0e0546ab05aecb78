import { Hono } from 'hono';
import { html } from 'hono/html';
import { StoreError } from '../../state/errors.ts';
import { formatMinor, parseMinor } from '../../state/money.ts';
import type { Product } from '../../state/model.ts';
import { getProduct } from '../../state/read.ts';
import { page, type Html } from '../layout.ts';
import { attempt, badge, card, choice, field, fieldsOf, form, pager, searchBox, table, type Problem } from '../parts.ts';
import { findProducts, pageNumber } from '../queries.ts';
import type { AdminContext, AdminEnv, View } from '../view.ts';
import { orNull, splitTags } from './customer-view.ts';

const STATUSES: [Product['status'], string][] = [
  ['ACTIVE', 'Active'],
  ['DRAFT', 'Draft'],
  ['ARCHIVED', 'Archived'],
];
const art = (product: Product) =>
  html`<span class="art" style="background:${/^#[0-9a-f]{3,8}$/i.test(product.art.colour) ? product.art.colour : '#ddd'}" aria-hidden="true"
    >${product.art.glyph}</span
  >`;

function productPage(view: View, product: Product | null, problem: Problem | null = null): Html {
  const { currency } = view.store;
  const was = (name: string, value = '') => problem?.values[name] ?? value;
  const variants = product?.variants ?? [{ id: 'new', title: 'Default Title', price: 0, inventoryQuantity: 0, sku: null, compareAtPrice: null }];
  const action = `${view.base}/products/${product?.id ?? 'new'}`;
  const input = (name: string, value: string, label: string) => html`<input class="qty" name="${name}" value="${was(name, value)}" aria-label="${label}" />`;
  return page(view, {
    title: product?.title ?? 'New product',
    active: 'products',
    back: { href: `${view.base}/products`, label: view.texts.products },
    actions: product
      ? form({
          action: `${action}/delete`,
          name: 'delete',
          submit: 'Delete',
          tone: 'danger',
          confirm: 'Delete this product for good?',
          problem,
          inline: true,
          body: html``,
        })
      : html``,
    body: card(
      'Product',
      form({
        action,
        name: 'product',
        submit: 'Save',
        tone: 'primary',
        problem,
        body: html`<div class="row">
            ${field({ label: 'Title', name: 'title', value: was('title', product?.title), required: true })}${choice('Status', 'status', STATUSES, was('status', product?.status ?? 'ACTIVE'))}
          </div>
          <div class="row">
            ${field({ label: 'Vendor', name: 'vendor', value: was('vendor', product?.vendor) })}${field({ label: 'Type', name: 'type', value: was('type', product?.productType) })}${field({ label: 'Tags', name: 'tags', value: was('tags', product?.tags.join(', ')) })}
          </div>
          ${field({ label: 'Description (HTML)', name: 'description', value: was('description', product?.descriptionHtml), multiline: true })}
          ${table(
            ['Variant', `Price (${currency})`, 'Compare at', 'Stock', 'SKU'],
            variants.map((variant) => [
              variant.title === 'Default Title' ? 'Single item' : variant.title,
              input(`price:${variant.id}`, formatMinor(variant.price, currency), 'Price'),
              input(`compare:${variant.id}`, variant.compareAtPrice === null ? '' : formatMinor(variant.compareAtPrice, currency), 'Compare at price'),
              input(`stock:${variant.id}`, String(variant.inventoryQuantity), 'Stock'),
              input(`sku:${variant.id}`, variant.sku ?? '', 'SKU'),
            ]),
            '',
          )}`,
      }),
    ),
  });
}

function inputOf(view: View, product: Product | null, fields: URLSearchParams): Parameters<View['ops']['saveProduct']>[0] {
  const text = (name: string) => (fields.get(name) ?? '').trim();
  const title = text('title');
  if (!title) throw new StoreError('A product has a title.');
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const known = product?.variants ?? [
    {
      id: 'new',
      title: 'Default Title',
      sku: null,
      price: 0,
      compareAtPrice: null,
      position: 1,
      inventoryQuantity: 0,
      options: ['Default Title'],
      requiresShipping: true,
      taxable: true,
    },
  ];
  const variants = known.map(({ id, ...variant }) => {
    const stock = text(`stock:${id}`);
    if (!/^-?\d{1,7}$/.test(stock)) throw new StoreError('Stock is a whole number.');
    const compare = orNull(fields.get(`compare:${id}`));
    return {
      ...variant,
      ...(id === 'new' ? {} : { id }),
      sku: orNull(fields.get(`sku:${id}`)),
      price: parseMinor(text(`price:${id}`), view.store.currency),
      compareAtPrice: compare === null ? null : parseMinor(compare, view.store.currency),
      inventoryQuantity: Number(stock),
    };
  });
  return {
    publishedAt: view.now.toISOString(),
    handle: slug,
    isGiftCard: false,
    optionNames: ['Title'],
    collectionIds: [],
    art: { colour: '#dcebe7', glyph: [...title][0] ?? '?' },
    ...product,
    title,
    descriptionHtml: text('description'),
    vendor: text('vendor') || view.store.name,
    productType: text('type'),
    tags: splitTags(fields.get('tags')),
    status: STATUSES.find(([status]) => status === text('status'))?.[0] ?? 'ACTIVE',
    variants,
  };
}

export function productPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/products', async (c) => {
    const view = c.get('view');
    const q = c.req.query('q') ?? '';
    const found = await findProducts(view.ctx.pool, view.store.domain, q, pageNumber(c.req.query('page')));
    const rows = found.items.map((product) => [
      html`<a href="${view.base}/products/${product.id}">${art(product)}${product.title}</a>`,
      badge(product.status.toLowerCase(), product.status === 'ACTIVE' ? 'good' : 'plain'),
      product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
      product.variants.length,
      view.money(Math.min(...product.variants.map((variant) => variant.price))),
      product.productType,
      product.vendor,
    ]);
    return c.html(
      page(view, {
        title: view.texts.products,
        active: 'products',
        actions: html`<a class="button primary" href="${view.base}/products/new">Add product</a>`,
        body: html` <section class="card">
            ${searchBox(`${view.base}/products`, q, 'Title')}${table(['Product', 'Status', 'Stock', 'Variants', 'From', 'Type', 'Vendor'], rows, 'No products.')}
          </section>
          ${pager(`${view.base}/products`, found.number, found.hasMore, q)}`,
      }),
    );
  });
  app.get('/products/new', (c) => c.html(productPage(c.get('view'), null)));
  app.get('/products/:id{[0-9]+}', async (c) => {
    const view = c.get('view');
    const product = await getProduct(view.ctx.pool, view.store.domain, c.req.param('id'));
    return product ? c.html(productPage(view, product)) : c.text('There is no such product.', 404);
  });
  const save = async (c: AdminContext) => {
    const view = c.get('view');
    const fields = await fieldsOf(c);
    const product = await getProduct(view.ctx.pool, view.store.domain, c.req.param('id') ?? '');
    return attempt(
      c,
      'product',
      fields,
      async () => ({ to: `${view.base}/products/${(await view.ops.saveProduct(inputOf(view, product, fields))).id}`, done: 'Saved.' }),
      (problem) => productPage(view, product, problem),
    );
  };
  app.post('/products/new', save);
  app.post('/products/:id{[0-9]+}', save);
  app.post('/products/:id{[0-9]+}/delete', async (c) => {
    const view = c.get('view');
    const product = await getProduct(view.ctx.pool, view.store.domain, c.req.param('id'));
    return attempt(
      c,
      'delete',
      await fieldsOf(c),
      async () => {
        await view.ops.deleteProduct(c.req.param('id'));
        return { to: `${view.base}/products`, done: 'The product was deleted.' };
      },
      (problem) => productPage(view, product, problem),
    );
  });
  return app;
}
