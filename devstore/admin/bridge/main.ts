import { config } from './config.ts';
import { patchFetch } from './fetch.ts';
import { Modal, modalApi } from './modal.ts';
import { AppNav, NavMenu } from './nav-menu.ts';
import { watchNavigation } from './navigation.ts';
import { call, isEmbedded, scriptElement, shellOrigin, signal } from './parent.ts';
import { SaveBar, saveBarApi, watchForms } from './save-bar.ts';
import { TitleBar, watchTitleBar } from './title-bar.ts';
import { toastApi, watchToasts } from './toast.ts';
import { idToken } from './token.ts';

/** The part of App Bridge that the devstore plays. What it has not got is an error that says so, never silence. */
const played = {
  config,
  origin: shellOrigin,
  ready: Promise.resolve(),
  idToken,
  toast: toastApi,
  saveBar: saveBarApi,
  modal: modalApi,
  environment: { embedded: isEmbedded, mobile: false, intent: false, pos: false },
  loading: (isLoading?: boolean) => signal('loading', isLoading ?? true),
  user: () => call('user', null),
  scopes: { query: () => call('scopes', null) },
  app: { extensions: () => call('extensions', null) },
  resourcePicker: async (options: {
    type: 'product' | 'variant' | 'collection';
    action?: 'add' | 'select';
    multiple?: boolean | number;
    query?: string;
    filter?: { query?: string };
    selectionIds?: { id: string }[];
  }) =>
    (await call('pick', {
      type: options.type,
      action: options.action ?? 'add',
      multiple: options.multiple ?? false,
      query: options.query ?? options.filter?.query ?? '',
      selectedIds: (options.selectionIds ?? []).map((one) => one.id),
    })) ?? undefined,
  intents: {
    request: { value: null, subscribe: () => () => undefined },
    /** Opens the staff page of the thing, which is as far as an intent goes here: nothing comes back from it. */
    invoke(url: string) {
      const [, kind, id] = /shopify\/(\w+)[/,](?:gid:\/\/shopify\/\w+\/)?(\d+)/.exec(url) ?? [];
      if (!kind || !id) return Promise.reject(new Error(`The devstore does not know the intent ${url}.`));
      signal('open', { url: `shopify://admin/${kind.toLowerCase()}s/${id}` });
      return Promise.resolve({ complete: Promise.resolve({ code: 'closed' }) });
    },
  },
};

function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

/** A page opened outside the admin is put back into it, as the real script does. */
function enterAdmin(): boolean {
  if (isEmbedded || !config.shop || scriptElement === null) return false;
  const store = config.shop.replace(/\.myshopify\.com$/, '');
  location.replace(`${shellOrigin}/admin/${store}/apps/regulars${location.pathname.replace(/^\/app/, '')}`);
  return true;
}

/** The page that a request without a session token is sent to: it gets a token and goes on to where it came from. */
async function bounce(): Promise<void> {
  const target = new URLSearchParams(location.search).get('shopify-reload');
  if (!target) return;
  const url = new URL(target, location.href);
  if (url.origin !== location.origin) throw new Error('A page may only be reloaded within the app.');
  url.searchParams.set('id_token', await idToken());
  location.replace(url.href);
}

function start(): void {
  const global = new Proxy(played, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target) && name !== 'then' && name !== 'toJSON')
        throw new Error(`The devstore's App Bridge has no shopify.${name}.`);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  Object.defineProperty(window, 'shopify', { value: global, configurable: true });
  // Not a <style> element: a node that the server did not send would disturb React's hydration.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('ui-title-bar, ui-save-bar, ui-nav-menu, s-app-nav { display: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  patchFetch();
  watchNavigation();
  watchToasts();
  watchTitleBar();
  watchForms();
  for (const [name, element] of [
    ['ui-modal', Modal],
    ['ui-nav-menu', NavMenu],
    ['s-app-nav', AppNav],
    ['ui-save-bar', SaveBar],
    ['ui-title-bar', TitleBar],
  ] as const)
    define(name, element);
  signal('ready', null);
  void bounce();
}

// The provider may render the tag twice; the second time everything is in place already.
if (!('shopify' in window) && !enterAdmin()) start();
