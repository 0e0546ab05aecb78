import type { ReactNode } from 'react';

/** Something in a row of a list that is pressed for itself: the row, which leads elsewhere, does not hear of it. */
export function OwnClick({ children }: { children: ReactNode }) {
  return (
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      {children}
    </span>
  );
}
