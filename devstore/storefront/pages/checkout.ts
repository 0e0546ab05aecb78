import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Address, Customer, Order } from '../../state/model.ts';
import type { Basket } from '../../state/operations.ts';
import { StoreError } from '../../state/errors.ts';
import { getCheckout } from '../../state/read.ts';
import { orderPath } from '../../storefront-links.ts';
import { addressValues, countryOptions, parseEmail, parsePhone, readAddress, typed } from '../address-form.ts';
import { cartSchema, emptyCart, type Cart } from '../cart.ts';
import { readForm } from '../form.ts';
import { purseOf } from '../liquid/money.ts';
import { basketOf, cartObject, lineDiscountOf, moneyOf, priceCart, type PricedCart } from '../objects/cart.ts';
import { renderPage, type FormState } from '../page.ts';
import { refusalText } from '../refusal-text.ts';
import { themeText } from '../theme-texts.ts';
import { keepCart, keepCurrency, type StorefrontContext, type StorefrontEnv, type Visit } from '../visit.ts';
import { withForm } from './cart-form.ts';

const payments = z.enum(['paid', 'authorized', 'pending']);
const contactFields = ['email', 'payment', 'accepts_marketing'] as const;

/** One cart has one checkout; a paid one is followed by a new cart. */
const checkoutToken = (cart: Cart): string => createHash('sha256').update(`checkout ${cart.token}`).digest('hex').slice(0, 32);

/** What a checkout shows before anything was typed: what the signed-in customer is known by. */
function knownValues(visit: Visit): FormState['values'] {
  const { customer } = visit;
  const address = customer?.addresses.find((one) => one.id === customer.defaultAddressId);
  return {
    first_name: customer?.firstName ?? '',
    last_name: customer?.lastName ?? '',
    country: visit.store.country,
    ...(address && addressValues(address)),
    email: customer?.email ?? '',
    payment: 'paid',
    ...(customer?.emailConsent.state === 'SUBSCRIBED' && { accepts_marketing: 'on' }),
  };
}

function summaryObject(visit: Visit, { quote }: PricedCart) {
  if (!quote) return null;
  const money = moneyOf(visit);
  const shippingDiscount = quote.discount - lineDiscountOf(quote);
  return {
    subtotal: money(quote.subtotal),
    discount: money(quote.discount),
    shipping: money(quote.shipping + shippingDiscount),
    tax: money(quote.tax),
    total: money(quote.total),
    due: money(quote.due),
    discounts: quote.discounts.map((one) => ({ title: one.code ?? one.title, code: one.code, amount: money(one.amount) })),
    gift_cards: quote.giftCards.map((one) => ({ code: one.code, ending: one.code.slice(-4).toUpperCase(), amount: money(one.amount) })),
    refusals: quote.refusals.map((one) => ({ code: one.code, reason: refusalText(visit, one.reason) })),
  };
}

async function showCheckout(c: StorefrontContext, visit: Visit, form: FormState): Promise<Response> {
  c.set('visit', visit);
  const priced = await priceCart(visit);
  return renderPage(c, {
    template: 'checkout',
    type: 'checkout',
    title: themeText(visit, 'checkout.title'),
    form,
    status: Object.keys(form.errors).length > 0 ? 422 : 200,
    objects: {
      cart: cartObject(visit, priced),
      checkout: { token: checkoutToken(visit.cart), summary: summaryObject(visit, priced), requires_shipping: priced.requiresShipping },
      countries: countryOptions(visit, form.values.country ?? visit.store.country),
    },
  });
}

interface Entry {
  email: string | null;
  phone: string | null;
  payment: z.infer<typeof payments>;
  acceptsMarketing: boolean;
  address: Omit<Address, 'id'> | null;
  form: FormState;
}

/** Reads the checkout's form. Goods that are not sent need no address. */
function readEntry(visit: Visit, form: URLSearchParams, requiresShipping: boolean): Entry {
  const contact = typed(form, contactFields);
  const read = readAddress(visit, form);
  const email = parseEmail(contact.email ?? '');
  const errors = requiresShipping ? { ...read.errors } : {};
  if (!email) errors.email = themeText(visit, 'errors.email');
  const phone = read.values.phone ? parsePhone(read.values.phone, read.address.countryCode ?? visit.store.country) : null;
  return {
    email,
    phone,
    payment: payments.catch('paid').parse(contact.payment),
    acceptsMarketing: form.has('accepts_marketing'),
    address: requiresShipping ? read.address : null,
    form: { errors, values: { ...read.values, ...contact } },
  };
}

/** The order that a paid checkout became, to which a second click on "pay" is led. */
async function orderOfCheckout({ ctx, domain }: Visit, token: string): Promise<string | null> {
  const checkout = await getCheckout(ctx.pool, domain, token);
  if (!checkout?.completedAt) return null;
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from devstore."order" where domain = $1 and processed_at between $2::timestamptz - interval '1 minute' and $2::timestamptz + interval '1 minute' and doc->>'checkoutToken' = $3`,
    [domain, checkout.completedAt, token],
  );
  return rows[0]?.id ?? null;
}

/** Newsletter consent asked for at the checkout is given by ticking, never taken back by not ticking. */
async function keepConsent(visit: Visit, order: Order): Promise<void> {
  const operations = visit.ctx.operations(visit.domain);
  if (order.customerId) await operations.setEmailConsent(order.customerId, { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
}

async function keepFirstAddress(visit: Visit, customer: Customer, address: Entry['address']): Promise<void> {
  if (address && customer.addresses.length === 0) await visit.ctx.operations(visit.domain).setAddresses(customer.id, [address], 0);
}

async function pay(c: StorefrontContext, visit: Visit, form: URLSearchParams): Promise<Response> {
  const operations = visit.ctx.operations(visit.domain);
  const priced = await priceCart(visit);
  if (!priced.quote) return c.redirect('/cart', 303);
  const entry = readEntry(visit, form, priced.requiresShipping);
  if (Object.keys(entry.form.errors).length > 0) return showCheckout(c, visit, entry.form);
  const token = checkoutToken(visit.cart);
  const basket: Basket = {
    ...basketOf(visit, visit.cart, priced.variants),
    email: entry.email,
    phone: entry.phone,
    shippingAddress: entry.address,
    checkoutToken: token,
  };
  try {
    await operations.saveCheckout(token, basket);
    const order = await operations.placeOrder(basket, entry.payment);
    if (entry.acceptsMarketing) await keepConsent(visit, order);
    if (visit.customer) await keepFirstAddress(visit, visit.customer, entry.address);
    await keepCart(c, emptyCart());
    return c.redirect(`${orderPath(visit.ctx, visit.domain, order.id)}?thanks=1`, 303);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const paid = await orderOfCheckout(visit, token);
    if (paid) return c.redirect(orderPath(visit.ctx, visit.domain, paid), 303);
    const errors: FormState['errors'] = error.field?.[0] === 'discountCodes' ? { codes: themeText(visit, 'errors.codes') } : { checkout: error.message };
    return showCheckout(c, visit, { values: entry.form.values, errors });
  }
}

/** Puts an abandoned cart together again from what was kept of it; codes and the note were not. */
async function recover(c: StorefrontContext, token: string): Promise<Response> {
  const { ctx, domain } = c.get('visit');
  const checkout = await getCheckout(ctx.pool, domain, token);
  if (!checkout || checkout.completedAt) return c.redirect(`/checkouts/${token}`, 302);
  const kept = cartSchema.safeParse({ ...emptyCart(), token: checkout.cartToken, lines: checkout.lines });
  // Of a checkout made outside the storefront, the cart's token may be none of ours.
  const cart: Cart = kept.data ?? { ...emptyCart(), lines: checkout.lines };
  await keepCart(c, cart);
  return c.redirect(`/checkouts/${checkoutToken(cart)}`, 302);
}

async function start(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const priced = await priceCart(visit);
  if (!priced.quote) return c.redirect('/cart', 302);
  const token = checkoutToken(visit.cart);
  if (!(await getCheckout(visit.ctx.pool, visit.domain, token)))
    await visit.ctx.operations(visit.domain).saveCheckout(token, basketOf(visit, visit.cart, priced.variants));
  await keepCart(c, visit.cart);
  return c.redirect(`/checkouts/${token}`, 302);
}

/** Takes over codes, note and currency; with an address to write to, the checkout is kept, so that it can be seen as abandoned. */
async function update(c: StorefrontContext, visit: Visit, form: URLSearchParams): Promise<Response> {
  const priced = await priceCart(visit);
  if (!priced.quote) return c.redirect('/cart', 303);
  const entry = readEntry(visit, form, priced.requiresShipping);
  if (entry.email)
    await visit.ctx
      .operations(visit.domain)
      .saveCheckout(checkoutToken(visit.cart), { ...basketOf(visit, visit.cart, priced.variants), email: entry.email, phone: entry.phone });
  return showCheckout(c, visit, { errors: {}, values: entry.form.values });
}

/** The checkout: one page, one form. */
export function checkoutPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/checkout', start);
  app.post('/checkout', start);
  app.get('/checkouts/:token', async (c) => {
    const visit = c.get('visit');
    const paid = await orderOfCheckout(visit, c.req.param('token'));
    if (paid && checkoutToken(visit.cart) === c.req.param('token')) return c.redirect(orderPath(visit.ctx, visit.domain, paid), 302);
    if (visit.cart.lines.length === 0 || checkoutToken(visit.cart) !== c.req.param('token')) return c.redirect('/cart', 302);
    return showCheckout(c, visit, { errors: {}, values: knownValues(visit) });
  });
  app.get('/checkouts/:token/recover', (c) => recover(c, c.req.param('token')));
  app.post('/checkouts/:token', async (c) => {
    const form = await readForm(c);
    const before = c.get('visit');
    if (checkoutToken(before.cart) !== c.req.param('token')) return c.redirect('/cart', 303);
    const currency = form.get('currency');
    const visit: Visit = { ...before, cart: withForm(before.cart, form), purse: currency ? purseOf(before.store, currency) : before.purse };
    if (currency) keepCurrency(c, visit.purse.currency);
    await keepCart(c, visit.cart);
    return form.get('action') === 'pay' && !form.get('remove_code') ? pay(c, visit, form) : update(c, visit, form);
  });
  return app;
}
