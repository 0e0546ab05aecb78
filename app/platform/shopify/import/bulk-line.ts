import { z } from 'zod';

/** One line of a result file: an object, and the object it belongs to if it came from a nested connection. */
export const bulkLine = z.looseObject({ id: z.string().optional(), __typename: z.string().optional(), __parentId: z.string().optional() });
export type BulkLine = z.output<typeof bulkLine>;

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
  const line = bulkLine.safeParse(value);
  if (!line.success) throw new BrokenFile(`The line at byte ${offset} is not an object.`);
  return line.data;
}
