const NEWLINE = 10;

export interface Line {
  text: string;
  /** Bytes of the file before the line, and up to behind its newline. */
  from: number;
  to: number;
}

/** Cuts chunks of bytes into lines and knows where in the file each stands. Empty lines are passed over. */
export function createLineSplitter(startsAt: number) {
  let rest: Buffer = Buffer.alloc(0);
  let restFrom = startsAt;

  return {
    push(chunk: Buffer): Line[] {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const lines: Line[] = [];
      let start = 0;
      // What was kept over has no newline in it, so a long line is not searched again with every chunk.
      for (let end = bytes.indexOf(NEWLINE, rest.length); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        if (end > start) lines.push({ text: bytes.toString('utf8', start, end), from: restFrom + start, to: restFrom + end + 1 });
        start = end + 1;
      }
      rest = bytes.subarray(start);
      restFrom += start;
      return lines;
    },
    /** The last line when the file does not end with a newline. */
    end(): Line | null {
      return rest.length === 0 ? null : { text: rest.toString('utf8'), from: restFrom, to: restFrom + rest.length };
    },
  };
}
