import type { BarAction, TitleBarState } from '../protocol.ts';
import { on, signal } from './parent.ts';

type Clickable = HTMLButtonElement | HTMLAnchorElement;
const all = new Set<TitleBar>();
let clickables: Clickable[] = [];

const isClickable = (element: Element): element is Clickable => element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement;

function action(element: Clickable): BarAction {
  const key = String(clickables.push(element) - 1);
  const disabled = element instanceof HTMLButtonElement && element.disabled;
  return { key, label: element.textContent?.trim() ?? '', disabled, critical: element.getAttribute('tone') === 'critical' };
}

export const titleOf = (bar: Element): string => bar.getAttribute('title') ?? document.title;

/** What the page's title bar shows, read from its children. Keys are good until it is read again. */
function readTitleBar(bar: Element): TitleBarState {
  clickables = [];
  const children = [...bar.children];
  const buttons = children.filter(isClickable);
  const variant = (name: string) => buttons.find((element) => element.getAttribute('variant') === name);
  const [primary, breadcrumb] = [variant('primary'), variant('breadcrumb')];
  return {
    title: titleOf(bar),
    breadcrumb: breadcrumb ? action(breadcrumb) : null,
    primary: primary ? action(primary) : null,
    actions: buttons.filter((element) => element !== primary && element !== breadcrumb).map(action),
    groups: children
      .filter((element) => element.tagName === 'SECTION')
      .map((section) => ({
        label: section.getAttribute('label') ?? '',
        actions: [...section.querySelectorAll('button, a')].filter(isClickable).map(action),
      })),
  };
}

/** `<ui-title-bar>`: title and actions, shown by the shell above the frame; inside a modal the modal shows them. */
export class TitleBar extends HTMLElement {
  readonly #watch = new MutationObserver(tell);
  connectedCallback(): void {
    if (this.closest('ui-modal')) return;
    all.add(this);
    this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
    tell();
  }
  disconnectedCallback(): void {
    this.#watch.disconnect();
    all.delete(this);
    tell();
  }
}

let telling = false;
/** Once a frame at most: React changes an element in many steps. */
function tell(): void {
  if (telling) return;
  telling = true;
  requestAnimationFrame(() => {
    telling = false;
    const bar = [...all].at(-1);
    signal('titleBar', bar ? readTitleBar(bar) : null);
  });
}

export const watchTitleBar = (): void => on('titleAction', ({ key }) => clickables[Number(key)]?.click());
