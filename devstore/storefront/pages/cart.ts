import { Hono } from 'hono';
import { addDiscountCode, addLine, emptyCart, quantityMax, setQuantity } from '../cart.ts';
import { findVariants } from '../catalog.ts';
import { readForm, safeReturn, wholeNumber } from '../form.ts';
import { renderPage } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import { keepCart, type StorefrontContext, type StorefrontEnv } from '../visit.ts';
import { cartAjax } from './cart-ajax.ts';
import { lineOf, withForm } from './cart-form.ts';

async function addToCart(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const form = await readForm(c);
  const id = form.get('id') ?? '';
  const found = (await findVariants(visit.ctx.pool, visit.domain, [id])).get(id);
  if (!found)
    return renderPage(c, {
      template: 'cart',
      type: 'cart',
      slot: 'cart',
      title: themeText(visit, 'cart.title'),
      status: 422,
      form: { errors: { cart: themeText(visit, 'cart.gone') }, values: {} },
    });
  await keepCart(c, addLine(visit.cart, id, Math.max(1, wholeNumber(form.get('quantity'), 1, quantityMax))));
  return c.redirect(safeReturn(form.get('return_to'), '/cart'), 303);
}

/** The cart's page and forms; the Ajax addresses are beside it. */
export function cartPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.route('/', cartAjax());
  app.get('/cart', (c) => renderPage(c, { template: 'cart', type: 'cart', slot: 'cart', title: themeText(c.get('visit'), 'cart.title') }));
  app.post('/cart/add', addToCart);
  app.post('/cart', async (c) => {
    const form = await readForm(c);
    await keepCart(c, withForm(c.get('visit').cart, form));
    return c.redirect(form.has('checkout') ? '/checkout' : '/cart', 303);
  });
  app.post('/cart/change', async (c) => {
    const form = await readForm(c);
    const { cart } = c.get('visit');
    const id = lineOf(cart, form);
    if (id) await keepCart(c, setQuantity(cart, id, wholeNumber(form.get('quantity'), 0, quantityMax)));
    return c.redirect('/cart', 303);
  });
  app.post('/cart/clear', async (c) => {
    await keepCart(c, { ...emptyCart(), token: c.get('visit').cart.token });
    return c.redirect('/cart', 303);
  });
  // A discount link, as merchants put them into messages: remembers the code and goes on to the shop.
  app.get('/discount/:code', async (c) => {
    await keepCart(c, addDiscountCode(c.get('visit').cart, c.req.param('code')));
    return c.redirect(safeReturn(c.req.query('redirect'), '/'), 302);
  });
  return app;
}
