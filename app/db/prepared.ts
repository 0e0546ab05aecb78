const names = new Map<string, string>();

/**
 * A statement that PostgreSQL parses and plans once a connection, and not each time: for what is asked again and again while somebody waits. A
 * text must be one of few, as each is kept.
 */
export function prepared(text: string, values: unknown[]): { name: string; text: string; values: unknown[] } {
  const name = names.get(text) ?? `prepared_${names.size + 1}`;
  names.set(text, name);
  return { name, text, values };
}
