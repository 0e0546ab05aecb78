import type { Refusal } from './door';
import type { StaffView } from './told';
import type { Words } from './words';

export interface AdjustmentForm {
  direction: 'give' | 'take';
  points: string;
  note: string;
}
export type AdjustmentFaults = Partial<Record<'points' | 'note' | 'form', string>>;

const NOTE_MAX = 300;

/** What is wrong with a form, field by field; nothing: it can be sent. */
export function faultsOf({ points, note }: AdjustmentForm, limits: StaffView['limits'], words: Words): AdjustmentFaults {
  const digits = points.trim();
  const isWhole = /^\d{1,10}$/.test(digits) && !/^0+$/.test(digits);
  const beyond = isWhole && limits.atOnce !== null && BigInt(digits) > BigInt(limits.atOnce);
  return {
    ...(!isWhole && { points: words('adjust.notWhole') }),
    ...(beyond && { points: words('adjust.atOnce', { max: words.number(limits.atOnce ?? '0') }) }),
    ...(note.trim() === '' && { note: words('adjust.noNote') }),
    ...(note.trim().length > NOTE_MAX && { note: words('adjust.longNote', {}, String(NOTE_MAX)) }),
  };
}

/** What the app is told: points below zero are taken. */
export const adjustmentOf = ({ direction, points, note }: AdjustmentForm): { points: string; note: string } => ({
  points: `${direction === 'take' ? '-' : ''}${BigInt(points.trim()).toString()}`,
  note: note.trim(),
});

/** Why the app has not done it, beside the field it is about. */
export function refusedAdjustment({ code, max, left }: Refusal, words: Words): AdjustmentFaults {
  if (code === 'atOnce') return { points: words('adjust.atOnce', { max: words.number(max ?? '0') }) };
  if (code === 'aDay') return { points: words('adjust.aDay', { max: words.number(max ?? '0'), left: words.number(left ?? '0') }) };
  if (code === 'conflict') return { form: words('adjust.conflict') };
  return { form: faultText(code, words) };
}

/** What went wrong with a door, in words. */
export const faultText = (code: string, words: Words): string => words(`fault.${code}`) || words('fault.other');
