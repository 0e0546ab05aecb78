import type { SaveBarState } from '../protocol.ts';

let shown: SaveBarState | null = null;
export const saveBarIsShown = (): boolean => shown !== null;

/** Draws the contextual save bar above everything, or takes it away. */
export function drawSaveBar(state: SaveBarState | null, on: { save(id: string): void; discard(id: string): void }): void {
  shown = state;
  const bar = document.querySelector<HTMLElement>('.save-bar');
  if (!bar) return;
  bar.hidden = state === null;
  if (!state) return;
  const [discard, save] = [button(state.discard.label ?? 'Discard', ''), button(state.save.label ?? 'Save', 'primary')];
  discard.disabled = state.discard.disabled || state.discard.loading;
  save.disabled = state.save.disabled || state.save.loading;
  save.toggleAttribute('aria-busy', state.save.loading);
  discard.addEventListener('click', () => {
    if (!state.confirmDiscard || confirm('Discard all unsaved changes?')) on.discard(state.id);
  });
  save.addEventListener('click', () => on.save(state.id));
  const text = document.createElement('span');
  text.textContent = 'Unsaved changes';
  bar.replaceChildren(text, discard, save);
}

function button(label: string, className: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = label;
  return element;
}

/** Whether it is all right to leave the page; asks only when something is unsaved. */
export function askToLeave(): Promise<boolean> {
  if (!shown) return Promise.resolve(true);
  const leaves = confirm('Leave the page with unsaved changes? They will be lost.');
  if (leaves) {
    shown = null;
    document.querySelector<HTMLElement>('.save-bar')?.setAttribute('hidden', '');
  } else {
    const bar = document.querySelector('.save-bar');
    bar?.classList.add('shake');
    setTimeout(() => bar?.classList.remove('shake'), 400);
  }
  return Promise.resolve(leaves);
}
