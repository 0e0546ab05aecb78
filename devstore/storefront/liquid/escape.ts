const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

interface Printable {
  toString(): string;
}

/** What Liquid prints for a value: nothing for nil. */
export const printed = (value: unknown): string => (value === null || value === undefined ? '' : (value as Printable).toString());
