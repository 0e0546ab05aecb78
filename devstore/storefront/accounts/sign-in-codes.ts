import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** What someone who signs up told about themselves, kept until their address is proven. */
export interface Registration {
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  acceptsMarketing: boolean;
}
export interface Challenge {
  domain: string;
  email: string;
  code: string;
  registration: Registration | null;
  returnTo: string;
  expiresAt: number;
  attemptsLeft: number;
}

const lifetimeMs = 10 * 60_000;
const attemptsMax = 5;
const challengesMax = 10_000;

/**
 * One-time sign-in codes. They are kept in memory: they live ten minutes, and after a restart one simply asks for
 * another. `now` is real time, so that moving the store's clock forward does not end a sign-in.
 */
export class SignInCodes {
  readonly #challenges = new Map<string, Challenge>();

  /** Begins a sign-in; returns the key that names it, and the code. */
  create(about: Pick<Challenge, 'domain' | 'email' | 'registration' | 'returnTo'>, now: number): { key: string; code: string } {
    this.#drop(now);
    const key = randomBytes(18).toString('base64url');
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    this.#challenges.set(key, { ...about, code, expiresAt: now + lifetimeMs, attemptsLeft: attemptsMax });
    return { key, code };
  }

  /** The sign-in of a key as long as it can still be completed. */
  find(key: string, domain: string, now: number): Challenge | null {
    const challenge = this.#challenges.get(key);
    return challenge && challenge.domain === domain && challenge.expiresAt > now && challenge.attemptsLeft > 0 ? challenge : null;
  }

  /** Completes a sign-in. Each try counts, and the right code works once. */
  redeem(key: string, domain: string, code: string, now: number): Challenge | null {
    const challenge = this.find(key, domain, now);
    if (!challenge) return null;
    challenge.attemptsLeft -= 1;
    const given = Buffer.from(code.replaceAll(/\D/g, '').padEnd(6, ' ').slice(0, 6));
    if (!timingSafeEqual(given, Buffer.from(challenge.code))) return null;
    this.#challenges.delete(key);
    return challenge;
  }

  #drop(now: number): void {
    for (const [key, challenge] of this.#challenges) {
      if (challenge.expiresAt > now && this.#challenges.size < challengesMax) break;
      this.#challenges.delete(key);
    }
  }
}
