import type { BarButton, SaveBarState } from '../protocol.ts';
import { call, on } from './parent.ts';
import { hideBar, saveBarShows, showBar, shownOwner, type BarOwner } from './save-bar-state.ts';

const isOn = (value: string | null | undefined): boolean => value !== null && value !== undefined && value !== 'false';
const button = (element: HTMLButtonElement | null): BarButton => ({
  label: element?.textContent?.trim() || null,
  disabled: element?.disabled ?? false,
  loading: isOn(element?.getAttribute('loading')),
});

/** `<ui-save-bar>`: its primary button saves, the other one discards. The shell shows it above the frame. */
export class SaveBar extends HTMLElement implements BarOwner {
  readonly #watch = new MutationObserver(() => {
    if (this.showing) showBar(this);
  });
  connectedCallback(): void {
    this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  disconnectedCallback(): void {
    this.#watch.disconnect();
    hideBar(this);
  }
  get showing(): boolean {
    return shownOwner() === this;
  }
  show(): Promise<void> {
    if (!this.showing) this.dispatchEvent(new CustomEvent('show'));
    showBar(this);
    return Promise.resolve();
  }
  hide(): Promise<void> {
    hideBar(this);
    return Promise.resolve();
  }
  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }
  onHidden(): void {
    this.dispatchEvent(new CustomEvent('hide'));
  }
  save(): void {
    this.#button(true)?.click();
  }
  discard(): void {
    this.#button(false)?.click();
  }
  state(): SaveBarState {
    return {
      id: this.id,
      save: button(this.#button(true)),
      discard: button(this.#button(false)),
      confirmDiscard: isOn(this.getAttribute('discardconfirmation')),
    };
  }
  #button(primary: boolean): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>(primary ? 'button[variant="primary"]' : 'button:not([variant="primary"])');
  }
}

/** A form marked `data-save-bar` brings its bar itself: shown at the first change, saved by submitting, discarded by resetting. */
class FormBar implements BarOwner {
  constructor(readonly form: HTMLFormElement) {}
  state(): SaveBarState {
    const plain = { label: null, disabled: false, loading: false };
    return { id: this.form.id, save: plain, discard: plain, confirmDiscard: 'discardConfirmation' in this.form.dataset };
  }
  save(): void {
    this.form.requestSubmit();
  }
  discard(): void {
    this.form.reset();
  }
  onHidden(): void {
    /* the form itself does not change when its bar goes */
  }
}

const formBars = new WeakMap<HTMLFormElement, FormBar>();
function barOf(event: Event): FormBar | null {
  const target = event.target;
  const form = target instanceof HTMLFormElement ? target : target instanceof Element ? target.closest('form') : null;
  if (!form || !('saveBar' in form.dataset)) return null;
  const bar = formBars.get(form) ?? new FormBar(form);
  formBars.set(form, bar);
  return bar;
}

export function watchForms(): void {
  for (const type of ['input', 'change'])
    document.addEventListener(type, (event) => {
      const bar = barOf(event);
      if (bar) showBar(bar);
    });
  for (const type of ['submit', 'reset'])
    document.addEventListener(type, (event) => {
      const bar = barOf(event);
      if (bar) hideBar(bar);
    });
  on('save', () => shownOwner()?.save());
  on('discard', () => shownOwner()?.discard());
}

const byId = (id: string): SaveBar => {
  const found = document.getElementById(id);
  if (!(found instanceof SaveBar)) throw new Error(`There is no ui-save-bar with the id ${id}.`);
  return found;
};
export const saveBarApi = {
  show: (id: string) => byId(id).show(),
  hide: (id: string) => byId(id).hide(),
  toggle: (id: string) => byId(id).toggle(),
  async leaveConfirmation(): Promise<void> {
    if (saveBarShows() && !(await call('leave', null))) throw new Error('The merchant stays on the page.');
  },
};
