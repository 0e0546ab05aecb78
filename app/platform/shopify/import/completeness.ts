/** What the store says about a result file. */
export interface Announced {
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
}
/** What has come out of it, from its first byte on. */
export interface Seen {
  bytes: number;
  lines: number;
  roots: number;
}

/**
 * Whether a file that has ended was all there. Its size says so by itself; where it is not known, the objects are counted.
 * Until this is sure, the last root must not be taken: children may be missing from it.
 */
export function isWhole(announced: Announced, seen: Seen): boolean {
  if (seen.roots < announced.rootObjectCount) return false;
  return announced.fileSize === null ? seen.lines >= announced.objectCount : seen.bytes >= announced.fileSize;
}
