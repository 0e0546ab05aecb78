import { parse } from 'lossless-json';

/** An integer stays exact however long it is; a number with decimals stays the text it was written as. */
function exactNumber(text: string): number | bigint | string {
  if (!/^-?\d+$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** JSON of a webhook, without losing digits of ids and amounts. @throws SyntaxError when it is not JSON. */
export function parseExactJson(text: string): unknown {
  return parse(text, undefined, { parseNumber: exactNumber });
}
