import type { AppSignals } from '../protocol.ts';

/** Shows a toast at the foot of the window until its time is over, it is dismissed or another asks for its place. */
export function showToast(toast: AppSignals['toast'], on: { action(): void; dismiss(): void }): void {
  const element = document.createElement('div');
  element.className = `toast${toast.isError ? ' bad' : ''}`;
  element.dataset.toast = toast.id;
  const text = document.createElement('span');
  text.textContent = toast.message;
  element.append(text);
  if (toast.action)
    element.append(
      button(toast.action, () => {
        on.action();
        element.remove();
      }),
    );
  const dismiss = button('×', () => {
    element.remove();
    on.dismiss();
  });
  dismiss.setAttribute('aria-label', 'Dismiss');
  element.append(dismiss);
  document.querySelector('.toasts')?.append(element);
  setTimeout(() => {
    if (element.isConnected) {
      element.remove();
      on.dismiss();
    }
  }, toast.durationMs);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}

export function hideToast(id: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-toast]')) if (element.dataset.toast === id) element.remove();
}
