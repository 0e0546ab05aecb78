import type { Encoding } from './model';

const LF = 0x0a;
const CR = 0x0d;

/** How the lines of a file end, as bytes: in every encoding we read, the bytes of a line break are never part of another character. */
export interface LineEnding {
  byte: number;
  /** Bytes of one code unit, and which of them carries {@link byte}. */
  unit: 1 | 2;
  place: 0 | 1;
}

/** @param sample the file's beginning */
export function lineEndingOf(encoding: Encoding, sample: Uint8Array): LineEnding {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const at = (byte: number): LineEnding => ({ byte, unit: wide ? 2 : 1, place: encoding === 'utf-16be' ? 1 : 0 });
  // Old Macs end lines with CR alone.
  return lineEnds(sample, at(LF)).length === 0 && lineEnds(sample, at(CR)).length > 1 ? at(CR) : at(LF);
}

/** Where lines end: the offsets just behind their line breaks. */
export function lineEnds(bytes: Uint8Array, { byte, unit, place }: LineEnding): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) {
    if (unit === 1) ends.push(at + 1);
    else if (at % 2 === place && bytes[place === 0 ? at + 1 : at - 1] === 0) ends.push(at + 2 - place);
  }
  return ends;
}

/** Lines in clear, without their breaks. What cannot be decoded becomes U+FFFD. */
export function decodeLines(bytes: Uint8Array, encoding: Encoding, ending: LineEnding): string[] {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const lines = text.split(ending.byte === LF ? '\n' : '\r');
  if (lines[lines.length - 1] === '') lines.pop();
  return ending.byte === LF ? lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) : lines;
}

/** Bytes of the mark that some programs put first. */
export function markLength(bytes: Uint8Array): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 2 : 0;
}
