import { analyse } from 'chardet';
import { detectDelimiter } from './detect-delimiter';
import { layoutOf } from './file-layout';
import { decodeLines, lineEndingOf } from './file-text';
import { FILE_KINDS, type Encoding } from './model';
import { suggestColumns } from './suggest-columns';

const BY_NAME: Record<string, Encoding> = {
  'UTF-8': 'utf-8',
  GB18030: 'gb18030',
  Big5: 'big5',
  'UTF-16LE': 'utf-16le',
  'UTF-16BE': 'utf-16be',
  Shift_JIS: 'shift_jis',
  'EUC-KR': 'euc-kr',
  'windows-1252': 'windows-1252',
  'ISO-8859-1': 'windows-1252',
};
const BYTES_MAX = 256 * 1024;
const ASIAN: readonly Encoding[] = ['gb18030', 'big5', 'shift_jis', 'euc-kr'];

/** The encoding of a text from its beginning: by its mark, by being valid UTF-8, by its zeros, else by what its letters look like. */
export function detectEncoding(beginning: Uint8Array): Encoding {
  const bytes = beginning.subarray(0, BYTES_MAX);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = wideOf(bytes);
  if (wide) return wide;
  if (isValid(bytes, 'utf-8')) return 'utf-8';
  const likely = analyse(bytes).flatMap(({ name }) => BY_NAME[name] ?? []);
  const asian = ASIAN.filter((encoding) => isValid(bytes, encoding));
  // A text in a western encoding is hardly ever a valid one of these, and a legacy text that is one is hardly ever western.
  const found = bestByHeadings(bytes, asian) ?? likely.find((encoding) => asian.includes(encoding));
  if (found) return found;
  return asian[0] ?? likely.find((encoding) => encoding === 'windows-1252') ?? 'windows-1252';
}

/** Few words are little to tell an encoding by; headings that we know are proof. */
function bestByHeadings(bytes: Uint8Array, encodings: readonly Encoding[]): Encoding | null {
  let best: { encoding: Encoding | null; known: number } = { encoding: null, known: 0 };
  for (const encoding of encodings) {
    const delimiter = detectDelimiter(decodeLines(bytes, encoding, lineEndingOf(encoding, bytes)));
    const { headings } = layoutOf(bytes, false, { encoding, delimiter });
    const known = Math.max(...FILE_KINDS.map((kind) => suggestColumns(kind, headings).filter((field) => field !== null).length));
    if (known > best.known) best = { encoding, known };
  }
  return best.encoding;
}

/** UTF-16 without a mark: of the delimiters and line breaks every other byte is 0. */
function wideOf(bytes: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  if (even + odd < bytes.length / 20) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // The beginning may end within a character.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
