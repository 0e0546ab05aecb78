import type { HostedView } from '../host-page.ts';
import type { TillWindow } from './till.ts';
import { defineElements } from './elements.ts';

/** Plays what an extension finds around it at Shopify: the global `shopify`, the way to its app, and the components. */
const view = JSON.parse(document.body.dataset['view'] ?? '{}') as HostedView;
const { addresses, target } = view;
const send = window.fetch.bind(window);

/** On this machine the app answers at its own address, whatever host the bundle was built for. */
window.fetch = (input, init) => {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input, location.href);
  return pathname.startsWith('/extensions/') ? send(`${view.appUrl}${pathname}${search}`, init) : send(input, init);
};

const token = async (): Promise<string> => ((await (await send(addresses.token)).json()) as { token: string }).token;
const open = (other: string) => location.assign(addresses.page.replace('TARGET', other));
/** The page of the till around us. */
const till = () => (window.parent as TillWindow).till;

/** Of nothing that an order is made of is told here that it has changed: the page is loaded anew. */
const still = <T>(value: T) => ({ value, subscribe: () => () => undefined });
const stored = 'extension ';

const targets = new Map<string, () => unknown>();
const shopify = {
  extend: (name: string, run: () => unknown) => void targets.set(name, run),
  extension: { target },
  i18n: { translate: (key: string) => view.texts[key] ?? key },
  // In the admin.
  auth: { idToken: token },
  data: { selected: [{ id: `gid://shopify/Customer/${view.customer}` }] },
  navigation: { navigate: (address: string) => address.startsWith('extension:') && open('admin.customer-details.action.render') },
  close: () => open('admin.customer-details.block.render'),
  // In the customer's account.
  sessionToken: { get: token },
  order: still({ id: `gid://shopify/Order/${view.order}` }),
  lines: still([]),
  cost: { totalAmount: still(null) },
  // At the till.
  session: { getSessionToken: token },
  // Shared by the views at the till.
  storage: {
    get: async (key: string): Promise<unknown> => JSON.parse(localStorage.getItem(stored + key) ?? 'null') ?? undefined,
    set: async (key: string, value: unknown) => localStorage.setItem(stored + key, JSON.stringify(value)),
  },
  customer: { id: Number(view.customer) },
  action: { presentModal: () => till()?.present() },
  cart: { addCartCodeDiscount: async (code: string) => till()?.addCode(code) },
};
Object.assign(globalThis, { shopify });

defineElements();
// The bundle comes after this script.
document.addEventListener('DOMContentLoaded', () => void targets.get(target)?.());
