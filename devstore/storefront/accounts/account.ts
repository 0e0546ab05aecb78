import { Hono } from 'hono';
import type { Address, Customer } from '../../state/model.ts';
import { StoreError } from '../../state/errors.ts';
import { addressValues, countryOptions, parsePhone, readAddress, typed } from '../address-form.ts';
import { readForm } from '../form.ts';
import { renderPage, type FormState } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import type { StorefrontContext, StorefrontEnv, Visit } from '../visit.ts';

type SignedIn = (c: StorefrontContext, visit: Visit, customer: Customer) => Promise<Response>;

/** Leads to the sign-in, and back afterwards, whoever is not signed in. */
const signedIn =
  (handle: SignedIn) =>
  async (c: StorefrontContext): Promise<Response> => {
    const visit = c.get('visit');
    const back = c.req.method === 'GET' ? visit.url.pathname : '/account';
    return visit.customer ? handle(c, visit, visit.customer) : c.redirect(`/account/login?return_to=${encodeURIComponent(back)}`, 303);
  };

function showAccount(c: StorefrontContext, customer: Customer, form?: FormState): Promise<Response> {
  const values = { first_name: customer.firstName ?? '', last_name: customer.lastName ?? '', phone: customer.phone ?? '', ...form?.values };
  return renderPage(c, {
    template: 'customers/account',
    type: 'customers/account',
    slot: 'account',
    title: themeText(c.get('visit'), 'account.title'),
    form: { errors: form?.errors ?? {}, values },
    status: form ? 422 : 200,
  });
}

const saveProfile: SignedIn = async (c, visit, customer) => {
  const form = await readForm(c);
  const values = typed(form, ['first_name', 'last_name', 'phone']);
  const phone = values.phone ? parsePhone(values.phone, visit.store.country) : null;
  if (values.phone && !phone) return showAccount(c, customer, { errors: { phone: themeText(visit, 'errors.phone') }, values });
  try {
    const operations = visit.ctx.operations(visit.domain);
    await operations.updateCustomer(customer.id, {
      firstName: values.first_name?.slice(0, 80) || null,
      lastName: values.last_name?.slice(0, 80) || null,
      ...(phone !== customer.phone && { phone }),
    });
    return c.redirect('/account', 303);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return showAccount(c, customer, {
      errors: { [error.field?.[0] ?? 'profile']: error.field?.[0] === 'phone' ? themeText(visit, 'errors.phone_taken') : error.message },
      values,
    });
  }
};

const saveConsent: SignedIn = async (c, visit, customer) => {
  const wanted = (await readForm(c)).has('accepts_marketing');
  const subscribed = customer.emailConsent.state === 'SUBSCRIBED';
  if (wanted !== subscribed && customer.email) {
    await visit.ctx.operations(visit.domain).setEmailConsent(customer.id, { state: wanted ? 'SUBSCRIBED' : 'UNSUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
  }
  return c.redirect('/account', 303);
};

function showAddresses(c: StorefrontContext, visit: Visit, form?: FormState): Promise<Response> {
  const edited = visit.customer?.addresses.find((address) => address.id === c.req.query('id'));
  const values = form?.values ?? (edited ? addressValues(edited) : { first_name: visit.customer?.firstName ?? '', last_name: visit.customer?.lastName ?? '' });
  return renderPage(c, {
    template: 'customers/addresses',
    type: 'customers/addresses',
    title: themeText(visit, 'account.addresses'),
    status: form ? 422 : 200,
    form: { errors: form?.errors ?? {}, values },
    objects: { countries: countryOptions(visit, values.country ?? visit.store.country), edited_address_id: edited?.id ?? null },
  });
}

/** Writes the addresses back with one changed, and the default where it was or where it is wished. */
async function replaceAddresses(visit: Visit, customer: Customer, addresses: (Omit<Address, 'id'> & { id?: string })[], wished: number): Promise<void> {
  const kept = addresses.findIndex((address) => address.id === customer.defaultAddressId);
  const index = wished >= 0 ? wished : Math.max(0, kept);
  await visit.ctx.operations(visit.domain).setAddresses(
    customer.id,
    addresses.map(({ id: _id, ...address }) => address),
    index,
  );
}

const saveAddress: SignedIn = async (c, visit, customer) => {
  const form = await readForm(c);
  const id = c.req.query('id');
  const { addresses } = customer;
  if (form.get('action') === 'delete') {
    await replaceAddresses(
      visit,
      customer,
      addresses.filter((address) => address.id !== id),
      -1,
    );
    return c.redirect('/account/addresses', 303);
  }
  if (form.get('action') === 'default') {
    await replaceAddresses(
      visit,
      customer,
      addresses,
      addresses.findIndex((address) => address.id === id),
    );
    return c.redirect('/account/addresses', 303);
  }
  const { address, errors, values } = readAddress(visit, form);
  if (Object.keys(errors).length > 0) return showAddresses(c, visit, { errors, values });
  const place = addresses.findIndex((one) => one.id === id);
  const changed = place < 0 ? [...addresses, address] : addresses.map((one, index) => (index === place ? { ...address, id: one.id } : one));
  await replaceAddresses(visit, customer, changed, -1);
  return c.redirect('/account/addresses', 303);
};

/** The customer's own pages: who they are, what they ordered, where it goes, and whether we may write. */
export function accountPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get(
    '/account',
    signedIn((c, _visit, customer) => showAccount(c, customer)),
  );
  app.post('/account/profile', signedIn(saveProfile));
  app.post('/account/consent', signedIn(saveConsent));
  app.get(
    '/account/addresses',
    signedIn((c, visit) => showAddresses(c, visit)),
  );
  app.post('/account/addresses', signedIn(saveAddress));
  return app;
}
