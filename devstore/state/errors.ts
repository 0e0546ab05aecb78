/**
 * A refusal in words for the person who asked: `userErrors` in GraphQL, a message on a page.
 * `field` is the path of the input it is about, e.g. `['lines', '0', 'quantity']`.
 */
export class StoreError extends Error {
  readonly field: string[] | null;
  constructor(message: string, field: string | string[] | null = null) {
    super(message);
    this.name = 'StoreError';
    this.field = typeof field === 'string' ? field.split('.') : field;
  }
}

/** There is no store of that domain. */
export class UnknownStore extends Error {
  constructor(domain: string) {
    super(`There is no store ${domain}.`);
    this.name = 'UnknownStore';
  }
}
