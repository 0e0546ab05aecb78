import { titleOf } from './title-bar.ts';

const WIDTHS: Record<string, string> = { small: '380px', base: '620px', large: '980px', max: 'calc(100vw - 32px)' };
const STYLE = `
  :host { display: contents } ::slotted(ui-title-bar), ::slotted(ui-save-bar) { display: none !important }
  dialog { border: 0; padding: 0; border-radius: 14px; box-shadow: 0 12px 40px #0f1a2a40; max-height: calc(100dvh - 32px); flex-direction: column; font: 400 13px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff }
  dialog[open] { display: flex } dialog::backdrop { background: #10182866 }
  header, footer { display: flex; align-items: center; gap: 8px; padding: 12px 16px } header { border-bottom: 1px solid #e3e7ec; justify-content: space-between }
  h2 { font-size: 14px; margin: 0; font-weight: 650 } footer { border-top: 1px solid #e3e7ec; justify-content: flex-end } footer:empty { display: none }
  main { overflow: auto; flex: 1 } iframe { border: 0; width: 100%; height: 65vh; display: block }
  button { font: inherit; font-weight: 550; border: 1px solid #c5ccd5; background: #fff; color: inherit; border-radius: 8px; padding: 5px 12px; cursor: pointer }
  button.primary { background: #1f4f4a; border-color: #1f4f4a; color: #fff } button.critical { background: #b3261e; border-color: #b3261e; color: #fff }
  button.close { border: 0; font-size: 18px; line-height: 1; padding: 6px 8px } button:disabled { opacity: .5; cursor: default } button:focus-visible { outline: 2px solid #2b6cb0; outline-offset: 1px }`;

/** `<ui-modal>`: its content stays in the page, so that the app's own styles apply, and is shown in a native dialog. */
export class Modal extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #dialog = document.createElement('dialog');
  readonly #watch = new MutationObserver(() => {
    if (this.#dialog.open) this.#draw();
  });
  #content: HTMLElement | null = null;

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.#dialog.innerHTML =
      '<header><h2 id="title"></h2><button class="close" aria-label="Close">×</button></header><main><slot></slot></main><footer></footer>';
    this.#dialog.setAttribute('aria-labelledby', 'title');
    this.#dialog.addEventListener('close', () => this.dispatchEvent(new CustomEvent('hide')));
    this.#part('.close').addEventListener('click', () => void this.hide());
    this.#root.append(style, this.#dialog);
  }
  connectedCallback(): void {
    this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  disconnectedCallback(): void {
    this.#watch.disconnect();
    this.#dialog.close();
  }

  /** Where React puts the content. Made when asked for, as a child more than the server sent would disturb hydration. */
  get content(): HTMLElement {
    if (!this.#content) {
      this.#content = document.createElement('div');
      this.append(this.#content);
    }
    return this.#content;
  }
  get variant(): string {
    return this.getAttribute('variant') ?? 'base';
  }
  set variant(value: string) {
    this.setAttribute('variant', value);
  }
  get src(): string | undefined {
    return this.getAttribute('src') ?? undefined;
  }
  set src(value: string | undefined) {
    if (value === undefined) this.removeAttribute('src');
    else this.setAttribute('src', value);
  }
  get contentWindow(): Window | null {
    return this.#root.querySelector('iframe')?.contentWindow ?? null;
  }

  show(): Promise<void> {
    if (this.#dialog.open) return Promise.resolve();
    this.#drawFrame();
    this.#draw();
    this.#dialog.showModal();
    this.dispatchEvent(new CustomEvent('show'));
    return Promise.resolve();
  }
  hide(): Promise<void> {
    this.#dialog.close();
    return Promise.resolve();
  }
  toggle(): Promise<void> {
    return this.#dialog.open ? this.hide() : this.show();
  }

  #part(selector: string): HTMLElement {
    const part = this.#dialog.querySelector<HTMLElement>(selector);
    if (!part) throw new Error(`The dialog has no ${selector}.`);
    return part;
  }
  #draw(): void {
    this.#dialog.style.width = `min(${WIDTHS[this.variant] ?? WIDTHS.base ?? '620px'}, calc(100vw - 32px))`;
    const bar = this.querySelector('ui-title-bar');
    this.#part('h2').textContent = bar ? titleOf(bar) : '';
    const sources = bar ? [...bar.querySelectorAll<HTMLElement>('button, a')] : [];
    // The primary action stands last, at the outer edge.
    sources.sort((a, b) => Number(a.getAttribute('variant') === 'primary') - Number(b.getAttribute('variant') === 'primary'));
    this.#part('footer').replaceChildren(
      ...sources.map((source) => {
        const button = document.createElement('button');
        button.textContent = source.textContent;
        button.disabled =
          source instanceof HTMLButtonElement && (source.disabled || (source.getAttribute('loading') !== null && source.getAttribute('loading') !== 'false'));
        button.className = source.getAttribute('tone') === 'critical' ? 'critical' : source.getAttribute('variant') === 'primary' ? 'primary' : '';
        button.addEventListener('click', () => source.click());
        return button;
      }),
    );
  }
  #drawFrame(): void {
    if (!this.src) return;
    const frame = this.#root.querySelector('iframe') ?? document.createElement('iframe');
    const query = new URLSearchParams(location.search);
    const url = new URL(this.src, location.href);
    for (const name of ['shop', 'host', 'embedded', 'locale']) {
      const value = query.get(name);
      if (value && !url.searchParams.has(name)) url.searchParams.set(name, value);
    }
    frame.src = url.href;
    this.#part('main').replaceChildren(frame);
  }
}

const byId = (id: string): Modal => {
  const found = document.getElementById(id);
  if (!(found instanceof Modal)) throw new Error(`There is no ui-modal with the id ${id}.`);
  return found;
};
export const modalApi = { show: (id: string) => byId(id).show(), hide: (id: string) => byId(id).hide(), toggle: (id: string) => byId(id).toggle() };
