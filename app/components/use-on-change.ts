import { useEffect, useRef } from 'react';

/** Calls `react` when `value` has become another one; that `react` itself is another function each time does not matter. */
export function useOnChange<T>(value: T, react: (value: T) => void): void {
  const latest = useRef(react);
  useEffect(() => {
    latest.current = react;
  });
  useEffect(() => {
    // What it returns would be taken for what is to be undone, and be called.
    latest.current(value);
  }, [value]);
}
