/** What the app's frame and the shell say to each other by postMessage. Both sides check the other's origin. */

/** A question from the app; answered by a `Reply` with the same id. */
export interface Calls {
  idToken: { args: null; value: string };
  user: { args: null; value: { accountAccess: string; id: number; name: string; email: string } };
  scopes: { args: null; value: { granted: string[]; required: string[]; optional: string[] } };
  extensions: { args: null; value: ExtensionInfo[] };
  /** null: closed without a choice. */
  pick: { args: PickerRequest; value: PickedResource[] | null };
  /** Whether it is all right to leave while a save bar shows. */
  leave: { args: null; value: boolean };
}
/** Of the app's theme extensions: which blocks stand in the published theme. */
export interface ExtensionInfo {
  handle: string;
  type: 'theme_app_extension';
  activations: {
    target: string;
    handle: string;
    name: string;
    status: 'active' | 'available';
    activations: { target: string; themeId: string }[];
  }[];
}
export interface PickerRequest {
  type: 'product' | 'variant' | 'collection';
  query: string;
  multiple: boolean | number;
  action: 'add' | 'select';
  selectedIds: string[];
}
export interface PickedResource {
  id: string;
  title: string;
  handle?: string;
  [more: string]: unknown;
}

/** Something the app lets the shell know. */
export interface AppSignals {
  ready: null;
  /** The app's own path with query and hash, without the parameters of embedding. */
  location: { path: string };
  loading: boolean;
  toast: { id: string; message: string; durationMs: number; isError: boolean; action: string | null };
  hideToast: { id: string };
  saveBar: SaveBarState | null;
  titleBar: TitleBarState | null;
  navMenu: { label: string; path: string }[];
  /** Leave the frame: `shopify://admin/…`, another address, or a path of the app in the whole window. */
  open: { url: string };
}
export interface SaveBarState {
  id: string;
  save: BarButton;
  discard: BarButton;
  confirmDiscard: boolean;
}
export interface BarButton {
  label: string | null;
  disabled: boolean;
  loading: boolean;
}
export interface TitleBarState {
  title: string;
  breadcrumb: BarAction | null;
  primary: BarAction | null;
  actions: BarAction[];
  groups: { label: string; actions: BarAction[] }[];
}
export interface BarAction {
  key: string;
  label: string;
  disabled: boolean;
  critical: boolean;
}

/** Something the shell lets the app know. */
export interface ShellSignals {
  navigate: { path: string };
  toastAction: { id: string };
  toastDismiss: { id: string };
  save: { id: string };
  discard: { id: string };
  titleAction: { key: string };
}

export type CallName = keyof Calls;
export type Message =
  | { devstore: 'call'; id: number; name: CallName; args: unknown }
  | { devstore: 'reply'; id: number; value?: unknown; error?: string }
  | { devstore: 'signal'; name: string; data: unknown };

export const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' && data !== null && 'devstore' in data && (data.devstore === 'call' || data.devstore === 'reply' || data.devstore === 'signal');

/** Parameters that belong to embedding and not to the app's own address. */
export const EMBED_PARAMS = ['embedded', 'shop', 'host', 'id_token', 'locale', 'timestamp', 'hmac', 'session'];
