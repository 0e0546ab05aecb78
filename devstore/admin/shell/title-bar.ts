import type { BarAction, TitleBarState } from '../protocol.ts';

/** Draws the app's title and actions above its frame. */
export function drawTitleBar(state: TitleBarState | null, act: (key: string) => void): void {
  const bar = document.querySelector('.frame-bar');
  const heading = bar?.querySelector('h1');
  if (!bar || !heading) return;
  heading.textContent = state?.title || 'Regulars';
  bar.querySelectorAll('[data-action]').forEach((element) => element.remove());
  if (!state) return;
  if (state.breadcrumb) {
    const back = button({ ...state.breadcrumb, label: '←' }, 'back', act);
    back.setAttribute('aria-label', state.breadcrumb.label);
    heading.before(back);
  }
  bar.append(
    ...state.actions.map((action) => button(action, action.critical ? 'danger' : '', act)),
    ...state.groups.map(({ label, actions }) => menu(label, actions, act)),
    ...(state.primary ? [button(state.primary, 'primary', act)] : []),
  );
}

function button(action: BarAction, className: string, act: (key: string) => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.dataset.action = '';
  element.className = className;
  element.textContent = action.label;
  element.disabled = action.disabled;
  element.addEventListener('click', () => act(action.key));
  return element;
}

function menu(label: string, actions: BarAction[], act: (key: string) => void): HTMLSelectElement {
  const select = document.createElement('select');
  select.dataset.action = '';
  select.setAttribute('aria-label', label);
  select.append(new Option(label, ''), ...actions.map((action) => new Option(action.label, action.key)));
  select.addEventListener('change', () => {
    const { value } = select;
    select.value = '';
    if (value) act(value);
  });
  return select;
}
