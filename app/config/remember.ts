/** What a map of texts may grow to: some megabytes. */
const TEXTS_MAX = 20_000;

/** Works something out of texts of which many come again. What has been worked out is held by whoever holds the function; when that is much, it begins anew. */
export function remember<Made extends NonNullable<unknown>>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= TEXTS_MAX) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
