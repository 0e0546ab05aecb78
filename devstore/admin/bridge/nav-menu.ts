import { signal } from './parent.ts';

/** `<ui-nav-menu>` and `<s-app-nav>`: the links become entries of the shell's navigation; the home link is the app's own entry. */
export class NavMenu extends HTMLElement {
  readonly #watch = new MutationObserver(() => this.#tell());
  connectedCallback(): void {
    this.style.display = 'none';
    this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
    this.#tell();
  }
  disconnectedCallback(): void {
    this.#watch.disconnect();
  }
  #tell(): void {
    const links = [...this.querySelectorAll('a[href], s-link[href]')].filter((link) => link.getAttribute('rel') !== 'home');
    signal(
      'navMenu',
      links.map((link) => ({ label: link.textContent?.trim() ?? '', path: link.getAttribute('href') ?? '/' })),
    );
  }
}
export class AppNav extends NavMenu {}
