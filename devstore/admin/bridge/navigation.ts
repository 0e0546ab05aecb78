import { EMBED_PARAMS } from '../protocol.ts';
import { config } from './config.ts';
import { call, on, signal } from './parent.ts';
import { saveBarShows } from './save-bar-state.ts';

let listenersOfNavigate = 0;

/** The address of the page as the app knows it. */
function ownPath(): string {
  const url = new URL(location.href);
  for (const name of EMBED_PARAMS) url.searchParams.delete(name);
  return `${url.pathname}${url.search}${url.hash}`;
}
const tell = () => signal('location', { path: ownPath() });

const leavesFrame = (url: string, target: string | null | undefined): boolean =>
  /^shopify:/.test(url) ||
  target === '_top' ||
  target === '_parent' ||
  url.startsWith('https://admin.shopify.com/') ||
  url.startsWith(`https://${config.shop}/admin`);
const absolute = (url: string): string => (url.startsWith('shopify:') ? url : new URL(url, location.href).href);

/** Keeps the shell's address in step with the app's, and lets links and `open` lead out of the frame. */
export function watchNavigation(): void {
  for (const method of ['pushState', 'replaceState'] as const) {
    const plain = history[method].bind(history);
    history[method] = (...args: Parameters<History['pushState']>) => {
      plain(...args);
      tell();
    };
  }
  window.addEventListener('popstate', tell);
  window.addEventListener('hashchange', tell);
  tell();

  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const to = String(url ?? '');
    if (!leavesFrame(to, target)) return plainOpen(url, target, features);
    signal('open', { url: absolute(to) });
    return null;
  };
  document.addEventListener('click', (event) => void followLink(event), true);
  countNavigateListeners();
  on('navigate', ({ path }) => navigate(path));
}

async function followLink(event: MouseEvent): Promise<void> {
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  const href = link?.getAttribute('href');
  if (
    !link ||
    !href ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    link.target === '_blank' ||
    link.closest('ui-nav-menu, s-app-nav')
  )
    return;
  if (leavesFrame(href, link.target)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    signal('open', { url: absolute(href) });
  } else if (saveBarShows() && !href.startsWith('#') && link.dataset.leaving !== 'yes') {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await call('leave', null))) return;
    link.dataset.leaving = 'yes';
    link.click();
    delete link.dataset.leaving;
  }
}

/** The React provider listens for `shopify:navigate` and hands the address to the router; without a listener the page is loaded. */
export function navigate(path: string): void {
  if (listenersOfNavigate === 0) return location.assign(path);
  const link = document.createElement('a');
  link.setAttribute('href', path);
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, detail: { path } }));
  link.remove();
}

function countNavigateListeners(): void {
  for (const [method, by] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const plain = window[method].bind(window) as (...args: unknown[]) => void;
    Object.assign(window, {
      [method]: (type: string, ...rest: unknown[]) => {
        if (type === 'shopify:navigate') listenersOfNavigate += by;
        plain(type, ...rest);
      },
    });
  }
}
