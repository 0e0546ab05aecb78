/** One line of a result file: an object, and the object it belongs to if it came from a nested connection. */
export interface BulkLine {
  [field: string]: unknown;
  id?: string | undefined;
  __typename?: string | undefined;
  __parentId?: string | undefined;
}

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';
/** By hand: a file has millions of lines, and what they say is parsed by their record's own schema. */
function isBulkLine(value: unknown): value is BulkLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, __typename, __parentId } = value as Record<string, unknown>;
  return isTextOrAbsent(id) && isTextOrAbsent(__typename) && isTextOrAbsent(__parentId);
}

/** The file breaks off, or is not what a bulk operation writes: it has to be asked for again. */
export class BrokenFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BrokenFile';
  }
}

/** @throws BrokenFile when the line is not an object in JSON. The message carries nothing of it. */
export function parseLine(text: string, offset: number): BulkLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenFile(`The line at byte ${offset} is not JSON.`);
  }
  if (!isBulkLine(value)) throw new BrokenFile(`The line at byte ${offset} is not an object.`);
  return value;
}

const TYPENAME = '{"__typename":"';
const PARENT = '"__parentId":"';

/** A child's kind and its parent, seen without reading all of the line; `null` where the line begins or ends otherwise. */
export function childOf(text: string): { kind: string; parentId: string } | null {
  // Within a text of JSON the quotes would stand behind backslashes.
  const parentAt = text.lastIndexOf(PARENT);
  if (parentAt === -1 || !text.startsWith(TYPENAME) || !text.endsWith('"}')) return null;
  const parentId = text.slice(parentAt + PARENT.length, -2);
  const kind = text.slice(TYPENAME.length, text.indexOf('"', TYPENAME.length));
  return parentId && kind && !/["\\]/.test(parentId) ? { kind, parentId } : null;
}
