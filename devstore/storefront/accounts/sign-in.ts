import { Hono } from 'hono';
import type { Customer } from '../../state/model.ts';
import { StoreError } from '../../state/errors.ts';
import { findCustomerByEmail, findCustomerByPhone } from '../../state/read.ts';
import { parseEmail, parsePhone, typed } from '../address-form.ts';
import { readForm, safeReturn } from '../form.ts';
import { renderPage, type FormState } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import { signIn, signOut, type StorefrontContext, type StorefrontEnv, type Visit } from '../visit.ts';
import { SignInCodes, type Challenge, type Registration } from './sign-in-codes.ts';

const codes = new SignInCodes();
const nameLengthMax = 80;

const showLogin = (c: StorefrontContext, form: FormState) =>
  renderPage(c, {
    template: 'customers/login',
    type: 'customers/login',
    title: themeText(c.get('visit'), 'account.sign_in'),
    form,
    status: Object.keys(form.errors).length > 0 ? 422 : 200,
    objects: { return_to: returnOf(c) },
  });
const showRegister = (c: StorefrontContext, form: FormState) =>
  renderPage(c, {
    template: 'customers/register',
    type: 'customers/register',
    title: themeText(c.get('visit'), 'account.sign_up'),
    form,
    status: Object.keys(form.errors).length > 0 ? 422 : 200,
    objects: { return_to: returnOf(c) },
  });
const showCode = (c: StorefrontContext, key: string, challenge: Challenge, error: string | null) =>
  renderPage(c, {
    template: 'customers/code',
    type: 'customers/login',
    title: themeText(c.get('visit'), 'account.code_title'),
    status: error ? 422 : 200,
    form: { errors: error ? { code: error } : {}, values: {} },
    objects: { sign_in_key: key, sign_in_email: challenge.email, sign_in_code: challenge.code },
  });

const returnOf = (c: StorefrontContext): string => safeReturn(c.req.query('return_to'), '/account');
const codeUrl = (key: string) => `/account/login/code?key=${encodeURIComponent(key)}`;

/** The customer of a proven address: found and completed, or made, as new customer accounts do at the first sign-in. */
async function enter(visit: Visit, { email, registration }: Challenge): Promise<Customer> {
  const operations = visit.ctx.operations(visit.domain);
  const known = await findCustomerByEmail(visit.ctx.pool, visit.domain, email);
  if (!known) {
    const made = await operations.createCustomer({ email, locale: visit.locale, ...registration });
    return operations.updateCustomer(made.id, { state: 'ENABLED', verifiedEmail: true });
  }
  const phone = known.phone ?? registration?.phone ?? null;
  const entered =
    known.state === 'ENABLED' && !registration
      ? known
      : await operations.updateCustomer(known.id, {
          state: 'ENABLED',
          verifiedEmail: true,
          firstName: known.firstName ?? registration?.firstName ?? null,
          lastName: known.lastName ?? registration?.lastName ?? null,
          ...(phone !== known.phone && { phone }),
        });
  return registration?.acceptsMarketing && known.emailConsent.state !== 'SUBSCRIBED'
    ? operations.setEmailConsent(known.id, { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' })
    : entered;
}

async function askCode(c: StorefrontContext, email: string, registration: Registration | null, returnTo: string): Promise<Response> {
  const { key } = codes.create({ domain: c.get('visit').domain, email, registration, returnTo }, Date.now());
  return c.redirect(codeUrl(key), 303);
}

async function postLogin(c: StorefrontContext): Promise<Response> {
  const form = await readForm(c);
  const email = parseEmail(form.get('email'));
  if (!email) return showLogin(c, { errors: { email: themeText(c.get('visit'), 'errors.email') }, values: typed(form, ['email']) });
  return askCode(c, email, null, safeReturn(form.get('return_to'), '/account'));
}

async function postRegister(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const form = await readForm(c);
  const values = typed(form, ['first_name', 'last_name', 'email', 'phone']);
  const errors: Record<string, string> = {};
  const email = parseEmail(form.get('email'));
  if (!email) errors.email = themeText(visit, 'errors.email');
  if (!values.last_name) errors.last_name = themeText(visit, 'errors.last_name');
  for (const name of ['first_name', 'last_name'])
    if ((values[name]?.length ?? 0) > nameLengthMax) errors[name] = themeText(visit, 'errors.too_long', { count: nameLengthMax });
  const phone = values.phone ? parsePhone(values.phone, visit.store.country) : null;
  if (values.phone && !phone) errors.phone = themeText(visit, 'errors.phone');
  else if (phone) {
    const owner = await findCustomerByPhone(visit.ctx.pool, visit.domain, phone);
    if (owner && owner.email !== email) errors.phone = themeText(visit, 'errors.phone_taken');
  }
  const acceptsMarketing = form.has('accepts_marketing');
  if (!email || Object.keys(errors).length > 0) return showRegister(c, { errors, values: { ...values, ...(acceptsMarketing && { accepts_marketing: 'on' }) } });
  return askCode(
    c,
    email,
    { firstName: values.first_name || null, lastName: values.last_name || null, phone, acceptsMarketing },
    safeReturn(form.get('return_to'), '/account'),
  );
}

async function postCode(c: StorefrontContext): Promise<Response> {
  const visit = c.get('visit');
  const form = await readForm(c);
  const key = form.get('key') ?? '';
  const challenge = codes.redeem(key, visit.domain, form.get('code') ?? '', Date.now());
  if (!challenge) {
    const open = codes.find(key, visit.domain, Date.now());
    return open
      ? showCode(c, key, open, themeText(visit, 'errors.code'))
      : showLogin(c, { errors: { email: themeText(visit, 'errors.code_expired') }, values: {} });
  }
  try {
    const customer = await enter(visit, challenge);
    await signIn(c, customer.id);
    return c.redirect(challenge.returnTo, 303);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return showLogin(c, { errors: { email: error.message }, values: { email: challenge.email } });
  }
}

/** Sign up, sign in and sign out. There are no passwords: whoever reads the address's mail is its customer. */
export function signInPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/account/login', async (c) => (c.get('visit').customer ? c.redirect(returnOf(c)) : showLogin(c, { errors: {}, values: {} })));
  app.post('/account/login', postLogin);
  app.get('/account/register', async (c) => (c.get('visit').customer ? c.redirect(returnOf(c)) : showRegister(c, { errors: {}, values: {} })));
  app.post('/account/register', postRegister);
  app.get('/account/login/code', async (c) => {
    const key = c.req.query('key') ?? '';
    const challenge = codes.find(key, c.get('visit').domain, Date.now());
    return challenge ? showCode(c, key, challenge, null) : c.redirect('/account/login');
  });
  app.post('/account/login/code', postCode);
  app.post('/account/logout', (c) => {
    signOut(c);
    return c.redirect('/', 303);
  });
  return app;
}
