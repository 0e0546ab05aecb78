import type { Programme, ProgrammeProblemCode } from '~/domain/loyalty/programme/model';
import { checkProgramme } from '~/domain/loyalty/programme/validate';

/** What is wrong, by the field's path in the document, `earn.multipliers.0.factor`. */
export type FieldFaults = ReadonlyMap<string, FieldFault>;
export interface FieldFault {
  code: ProgrammeProblemCode;
  /** The bound that was crossed. */
  limit?: number;
}

/** What is wrong with a programme, field by field; the first thing of each. */
export function faultsOf(programme: Programme): FieldFaults {
  const found = new Map<string, FieldFault>();
  for (const { path, ...fault } of checkProgramme(programme).problems) if (!found.has(path.join('.'))) found.set(path.join('.'), fault);
  return found;
}

/** A decimal as text in millionths; `null` while it is none. */
export function micros(text: string): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text);
  return match ? BigInt(match[1] ?? '') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0')) : null;
}
