import { isMessage, type AppSignals, type CallName, type Calls, type Message, type ShellSignals } from '../protocol.ts';
import { base, keepNav, markCurrent, toShell } from './chrome.ts';
import { pick } from './picker.ts';
import { askToLeave, drawSaveBar, saveBarIsShown } from './save-bar.ts';
import { drawTitleBar } from './title-bar.ts';
import { hideToast, showToast } from './toast.ts';

const frame = document.querySelector<HTMLIFrameElement>('iframe.app');
const appOrigin = new URL(document.body.dataset.app ?? location.href).origin;

/** Tells the app; the frame's own document, not one in a modal of it. */
export function tell<N extends keyof ShellSignals>(name: N, data: ShellSignals[N]): void {
  frame?.contentWindow?.postMessage({ devstore: 'signal', name, data } satisfies Message, appOrigin);
}

const calls: { [N in CallName]: (args: Calls[N]['args']) => Promise<Calls[N]['value']> } = {
  idToken: () => ask<{ token: string }>('/session-token', 'POST').then((answer) => answer.token),
  user: () => ask('/staff'),
  scopes: () => ask('/scopes'),
  extensions: () => ask('/extensions'),
  pick,
  leave: askToLeave,
};

const signals: { [N in keyof AppSignals]: (data: AppSignals[N]) => void } = {
  ready: () => undefined,
  location({ path }) {
    document.querySelector<HTMLElement>('.progress')?.setAttribute('hidden', '');
    // The frame's own entry is in the history already, so ours only has to say the right address.
    history.replaceState(null, '', toShell(path));
    markCurrent();
  },
  loading: (isLoading) => document.querySelector('.progress')?.toggleAttribute('hidden', !isLoading),
  toast: (toast) => showToast(toast, { action: () => tell('toastAction', { id: toast.id }), dismiss: () => tell('toastDismiss', { id: toast.id }) }),
  hideToast: ({ id }) => hideToast(id),
  saveBar: (state) => drawSaveBar(state, { save: (id) => tell('save', { id }), discard: (id) => tell('discard', { id }) }),
  titleBar: (state) => drawTitleBar(state, (key) => tell('titleAction', { key })),
  navMenu: keepNav,
  open: ({ url }) => void leaveFor(adminAddress(url)),
};

export function startFrame(): void {
  if (!frame) return;
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    if (origin !== appOrigin || !isMessage(data)) return;
    if (data.devstore === 'signal' && data.name in signals) {
      // By the contract in protocol.ts; only the app's origin gets this far.
      (signals[data.name as keyof AppSignals] as (value: unknown) => void)(data.data);
    } else if (data.devstore === 'call') void answer(data, source);
  });
  document.querySelector('[data-app-nav]')?.addEventListener('click', (event) => {
    const link = event.target instanceof HTMLAnchorElement ? event.target : null;
    if (!link?.dataset.path || !(event instanceof MouseEvent) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const path = link.dataset.path;
    document.querySelector('#nav')?.classList.remove('open');
    void askToLeave().then((leaves) => {
      if (leaves) tell('navigate', { path });
    });
  });
  window.addEventListener('beforeunload', (event) => {
    if (saveBarIsShown()) event.preventDefault();
  });
  // Not before the shell itself stands: a frame without a size yet would lay out its page twice.
  frame.src = frame.dataset.src ?? 'about:blank';
}

async function answer(question: Extract<Message, { devstore: 'call' }>, source: MessageEventSource | null): Promise<void> {
  const reply = (rest: { value?: unknown; error?: string }) =>
    source?.postMessage({ devstore: 'reply', id: question.id, ...rest } satisfies Message, { targetOrigin: appOrigin });
  const ask = calls[question.name] as ((args: unknown) => Promise<unknown>) | undefined;
  if (!ask) return reply({ error: `The shell does not know "${question.name}".` });
  await ask(question.args).then(
    (value) => reply({ value }),
    (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
  );
}

async function ask<T>(path: string, method = 'GET'): Promise<T> {
  const response = await fetch(`${base}${path}`, { method });
  if (!response.ok) throw new Error(`The admin answered ${response.status}.`);
  return (await response.json()) as T;
}

/** Where an address for the whole window leads here: pages of Shopify's admin are pages of this one. */
function adminAddress(url: string): string {
  const path =
    /^shopify:(?:\/\/)?admin(\/.*)?$/.exec(url)?.[1] ??
    /^https:\/\/admin\.shopify\.com\/store\/[^/]+(\/.*)?$/.exec(url)?.[1] ??
    /^https:\/\/[^/]+\.myshopify\.com\/admin(\/.*)?$/.exec(url)?.[1];
  if (path !== undefined) return `${base}${path.replace(/^\/apps\/[^/?#]+/, '/apps/regulars')}`;
  if (url.startsWith('shopify:')) return base;
  const target = new URL(url);
  return target.origin === appOrigin && target.pathname.startsWith('/app') ? toShell(target.pathname + target.search) : url;
}

async function leaveFor(address: string): Promise<void> {
  if (await askToLeave()) location.assign(address);
}
