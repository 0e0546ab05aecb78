import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

/** Keys that are used more than once come as objects, which the library need not make ready each time, and which no log shows. */
export type SealingKey = KeyObject | Buffer;

const NONCE_BYTES = 12;
const NONCES_AT_ONCE = 512;
let nonces = Buffer.alloc(0);

/** Asking the system for random bytes costs as much as sealing some kilobytes: many at once, each handed out once. They are no secret. */
function freshNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/**
 * AES-256-GCM with a fresh 96-bit nonce: nonce ‖ tag ‖ ciphertext. `context` is authenticated with it, so that a
 * sealed value cannot be moved to another row.
 */
export function seal(key: SealingKey, plain: Buffer, context: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const parts = [cipher.update(plain), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...parts]);
}

/** @throws Error when the key, the context or a byte is not the one it was sealed with. */
export function open(key: SealingKey, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

/** A key for one purpose out of another (HKDF-SHA-256, RFC 5869). */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}

/** A person's key: the shop's key and the person's salt together; without the salt it cannot be made again. */
export function personKey(contactKey: KeyObject, salt: Uint8Array): Buffer {
  return createHmac('sha256', contactKey).update(salt).digest();
}

/** 63 bits of HMAC-SHA-256: equal for equal text under one shop's key, and tells nothing without it. */
export function blindToken(indexKey: KeyObject, text: string): bigint {
  return BigInt.asIntN(64, createHmac('sha256', indexKey).update(text).digest().readBigInt64BE() & 0x7fffffffffffffffn);
}
