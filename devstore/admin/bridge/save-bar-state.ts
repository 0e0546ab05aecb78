import type { SaveBarState } from '../protocol.ts';
import { signal } from './parent.ts';

export interface BarOwner {
  state(): SaveBarState;
  save(): void;
  discard(): void;
  onHidden(): void;
}

let shown: BarOwner | null = null;
export const saveBarShows = (): boolean => shown !== null;
export const shownOwner = (): BarOwner | null => shown;

/** Shows an owner's bar in the shell in place of another one's, or refreshes it. */
export function showBar(owner: BarOwner): void {
  if (shown && shown !== owner) shown.onHidden();
  shown = owner;
  signal('saveBar', owner.state());
}
export function hideBar(owner: BarOwner): void {
  if (shown !== owner) return;
  shown = null;
  signal('saveBar', null);
  owner.onHidden();
}
