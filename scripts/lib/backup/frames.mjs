// A backup is a gzip stream of frames: a letter, the length of what follows (32 bits), and that. Letters: H header, T table,
// D rows as COPY prints them, E end of a table with its number of rows and checksum, S sequences, Z end.
const HEAD_BYTES = 5;

export function frame(letter, payload) {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(letter, 0, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Takes a stream of bytes apart again, a frame at a time. @throws Error when it ends in the middle of one. */
export async function* frames(stream) {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + rest.readUInt32BE(1);
      if (rest.length < end) break;
      const letter = rest.toString('latin1', 0, 1);
      const body = rest.subarray(HEAD_BYTES, end);
      yield { letter, body, json: () => JSON.parse(body.toString()) };
      rest = rest.subarray(end);
    }
  }
  if (rest.length > 0) throw new Error('The backup ends in the middle: it is not whole.');
}
