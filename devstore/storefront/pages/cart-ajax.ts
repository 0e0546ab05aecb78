import { Hono } from 'hono';
import { addDiscountCode, addLine, emptyCart, quantityMax, setNote, setQuantity, type Cart } from '../cart.ts';
import { findVariants } from '../catalog.ts';
import { readForm, wholeNumber } from '../form.ts';
import { cartObject, priceCart } from '../objects/cart.ts';
import { keepCart, type StorefrontContext, type StorefrontEnv } from '../visit.ts';
import { lineOf, withUpdates } from './cart-form.ts';

type CartObject = ReturnType<typeof cartObject>;

/** Shopify's answers have numeric ids; one that a number cannot hold exactly stays text. */
const numericId = (id: string): number | string => (Number.isSafeInteger(Number(id)) ? Number(id) : id);

function lineJson(item: CartObject['items'][number]) {
  const { product, variant, image, ...rest } = item;
  return {
    ...rest,
    id: numericId(item.id),
    variant_id: numericId(item.variant_id),
    product_id: numericId(item.product_id),
    title: variant.title === 'Default Title' ? product.title : `${product.title} - ${variant.title}`,
    product_title: product.title,
    handle: product.handle,
    product_type: product.type,
    variant_options: variant.options,
    image: image.src,
    featured_image: { url: image.src, alt: image.alt, width: 600, height: 600, aspect_ratio: 1 },
  };
}
function cartJson(cart: CartObject) {
  return {
    token: cart.token,
    note: cart.note,
    attributes: cart.attributes,
    original_total_price: cart.original_total_price,
    total_price: cart.total_price,
    total_discount: cart.total_discount,
    total_weight: 0,
    item_count: cart.item_count,
    items: cart.items.map(lineJson),
    requires_shipping: cart.requires_shipping,
    currency: cart.currency.iso_code,
    items_subtotal_price: cart.items_subtotal_price,
    cart_level_discount_applications: cart.cart_level_discount_applications,
    discount_codes: cart.discount_codes.map((code) => ({
      code,
      applicable: !cart.refusals.some((refusal) => refusal.code.toLowerCase() === code.toLowerCase()),
    })),
  };
}

async function answer(c: StorefrontContext, cart: Cart): Promise<Response> {
  const visit = c.get('visit');
  await keepCart(c, cart);
  return c.json(cartJson(cartObject({ ...visit, cart }, await priceCart(visit, cart))));
}
const refuse = (c: StorefrontContext, description: string) => c.json({ status: 422, message: 'Cart Error', description }, 422);

/** The lines of `add.js`: one (`id`, `quantity`) or several (`items[0][id]`, …). */
function addedLines(form: URLSearchParams): { id: string; quantity: number }[] {
  const names = new Set([...form.keys()].flatMap((name) => /^items\[\d+\](?=\[id\]$)/.exec(name)?.[0] ?? []));
  const entry = (id: string, quantity: string) => ({ id: form.get(id) ?? '', quantity: Math.max(1, wholeNumber(form.get(quantity), 1, quantityMax)) });
  return names.size > 0 ? [...names].map((name) => entry(`${name}[id]`, `${name}[quantity]`)) : [entry('id', 'quantity')];
}

async function add(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const form = await readForm(c);
  const lines = addedLines(form);
  const found = await findVariants(
    visit.ctx.pool,
    visit.domain,
    lines.map((line) => line.id),
  );
  if (lines.some((line) => !found.has(line.id))) return refuse(c, 'Cannot find variant');
  const cart = lines.reduce((changed, line) => addLine(changed, line.id, line.quantity), visit.cart);
  await keepCart(c, cart);
  const items = cartObject({ ...visit, cart }, await priceCart(visit, cart))
    .items.filter((item) => lines.some((line) => line.id === item.id))
    .map(lineJson);
  return c.json(form.has('id') && items[0] ? items[0] : { items });
}

/** Shopify's Ajax cart: /cart.js, /cart/add.js, /cart/change.js, /cart/update.js, /cart/clear.js. */
export function cartAjax(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/cart.js', (c) => answer(c, c.get('visit').cart));
  app.get('/cart.json', (c) => answer(c, c.get('visit').cart));
  app.post('/cart/add.js', add);
  app.post('/cart/change.js', async (c) => {
    const form = await readForm(c);
    const { cart } = c.get('visit');
    const id = lineOf(cart, form);
    return id ? answer(c, setQuantity(cart, id, wholeNumber(form.get('quantity'), 0, quantityMax))) : refuse(c, 'no valid id or line parameter');
  });
  app.post('/cart/update.js', async (c) => {
    const form = await readForm(c);
    let cart = withUpdates(c.get('visit').cart, form);
    const note = form.get('note');
    if (note !== null) cart = setNote(cart, note);
    const discount = form.get('discount');
    if (discount !== null) cart = discount.split(',').reduce(addDiscountCode, { ...cart, discountCodes: [] });
    return answer(c, cart);
  });
  app.post('/cart/clear.js', (c) => answer(c, { ...emptyCart(), token: c.get('visit').cart.token }));
  return app;
}
