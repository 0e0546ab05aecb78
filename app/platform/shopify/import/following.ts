/**
 * Commits at once, though what comes `before` may not have ended: it then waits for that. Where that had to be done in parts, the mark
 * moved in between, and it is tried again. @throws what the one before throws, if it does
 */
export async function following(before: Promise<boolean>, commit: () => Promise<boolean>): Promise<boolean> {
  const [earlier, early] = await Promise.allSettled([before, commit()]);
  if (earlier.status === 'rejected') throw earlier.reason;
  if (early.status === 'rejected') throw early.reason;
  return earlier.value && (early.value || commit());
}
