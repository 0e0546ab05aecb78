const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const PHONE_OR_AMOUNT = /^[+-]?[\d\s().-]+$/;

/**
 * Text for a cell that a spreadsheet takes as text: what would begin a formula gets an apostrophe in front (OWASP's advice
 * against CSV injection). Telephone numbers and amounts begin with a sign too, but calculate nothing.
 */
export function textCell(text: string): string {
  return FORMULA_START.test(text) && !PHONE_OR_AMOUNT.test(text) ? `'${text}` : text;
}
