/** Shopify's components as far as the app's views use them, in plain HTML: what they say and do, not how they look. */

const style = '<style>h2{font-size:16px;margin:0 0 8px}label{display:grid;gap:2px}small{color:#616161}[role=alert]{color:#b00}</style>';

/** Shows its heading above what is in it. */
class Headed extends HTMLElement {
  static observedAttributes = ['heading'];
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML =
      `${style}<h2 hidden></h2><slot></slot><slot name="primary-action"></slot> <slot name="secondary-actions"></slot>`;
  }
  attributeChangedCallback(_name: string, _before: string | null, text: string | null) {
    const heading = this.shadowRoot?.querySelector('h2');
    if (!heading) return;
    heading.textContent = text;
    heading.hidden = !text;
  }
}

class Status extends Headed {
  connectedCallback() {
    this.role = 'status';
  }
}

/** What is said of it to whoever does not see it. */
class Labelled extends HTMLElement {
  set accessibilityLabel(text: string) {
    this.ariaLabel = text;
  }
}
class Spinner extends Labelled {
  connectedCallback() {
    this.role = 'status';
    this.textContent = '…';
  }
}
class ProgressBar extends Labelled {
  connectedCallback() {
    this.role = 'progressbar';
  }
  set value(now: number) {
    this.ariaValueNow = String(now);
  }
  set max(most: number) {
    this.ariaValueMax = String(most);
  }
}

class Button extends Labelled {
  constructor() {
    super();
    this.addEventListener('click', (event) => {
      if (this.disabled) event.stopImmediatePropagation();
    });
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') this.click();
    });
  }
  connectedCallback() {
    this.role = 'button';
    this.tabIndex = 0;
  }
  get disabled() {
    return this.ariaDisabled === 'true';
  }
  set disabled(is: boolean) {
    this.ariaDisabled = String(is);
  }
}

/** A field with its label, its hint, and what is wrong with it. */
abstract class Field<Control extends HTMLInputElement | HTMLSelectElement> extends HTMLElement {
  protected readonly control: Control;
  private readonly parts: Record<'label' | 'details' | 'error', HTMLElement>;
  constructor(tag: 'input' | 'select') {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `${style}<label><span></span><${tag}></${tag}></label><small></small><div role="alert"></div>`;
    const part = (selector: string) => root.querySelector(selector) as HTMLElement;
    this.control = part(tag) as Control;
    this.parts = { label: part('span'), details: part('small'), error: part('[role=alert]') };
  }
  set label(text: string) {
    this.parts.label.textContent = text;
  }
  set details(text: string) {
    this.parts.details.textContent = text;
  }
  set error(text: string) {
    this.parts.error.textContent = text;
  }
  get value() {
    return this.control.value;
  }
  set value(text: string) {
    this.control.value = text;
  }
}
class TextField extends Field<HTMLInputElement> {
  constructor() {
    super('input');
  }
}
class Select extends Field<HTMLSelectElement> {
  private wanted = '';
  constructor() {
    super('select');
    // Unlike input, change stays inside.
    this.control.addEventListener('change', () => this.dispatchEvent(new Event('change', { bubbles: true })));
    new MutationObserver(() => this.fill()).observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
  }
  private fill() {
    const options = [...this.querySelectorAll('s-option')].map((one) => new Option(one.textContent, one.getAttribute('value') ?? ''));
    this.control.replaceChildren(...options);
    this.control.value = this.wanted;
  }
  override get value() {
    return this.control.value;
  }
  override set value(text: string) {
    this.wanted = text;
    this.control.value = text;
  }
}

export function defineElements(): void {
  for (const name of ['admin-block', 'admin-action', 'pos-block', 'page', 'section']) customElements.define(`s-${name}`, class extends Headed {});
  customElements.define('s-banner', Status);
  customElements.define('s-spinner', Spinner);
  customElements.define('s-progress', ProgressBar);
  customElements.define('s-button', Button);
  customElements.define('s-text-field', TextField);
  customElements.define('s-select', Select);
}
