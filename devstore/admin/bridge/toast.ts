import { on, signal } from './parent.ts';

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}
const shown = new Map<string, ToastOptions>();
let count = 0;

export const toastApi = {
  /** @returns the toast's id, for `hide`. */
  show(message: string, options: ToastOptions = {}): string {
    const id = `toast-${++count}-${Date.now()}`;
    shown.set(id, options);
    signal('toast', { id, message, durationMs: options.duration ?? 5000, isError: options.isError ?? false, action: options.action ?? null });
    return id;
  },
  hide(id: string): void {
    signal('hideToast', { id });
  },
};

export function watchToasts(): void {
  on('toastAction', ({ id }) => shown.get(id)?.onAction?.());
  on('toastDismiss', ({ id }) => {
    const options = shown.get(id);
    shown.delete(id);
    options?.onDismiss?.();
  });
}
