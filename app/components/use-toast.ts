import { useOnChange } from './use-on-change';

/** Says that something has worked, once for each new `success` (compared by identity). Errors are never toasts: they stand beside their cause. */
export function useToast(success: object | null, text: string): void {
  useOnChange(success, (now) => {
    if (now) window.shopify.toast.show(text);
  });
}
