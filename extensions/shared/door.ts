import * as z from 'zod/mini';

/** What the app answers when it does not do what was asked; the last two are said by nobody: there was no answer, or none that we understand. */
const refusal = z.object({ error: z.object({ code: z.string(), max: z.optional(z.nullable(z.string())), left: z.optional(z.nullable(z.string())) }) });
export type Refusal = z.infer<typeof refusal>['error'];
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Refusal };

export interface Door {
  /** Reads; may be asked again. */
  ask<T>(path: string, params: Record<string, string>, shape: z.ZodMiniType<T>): Promise<Answer<T>>;
  /** Does something. */
  send<T>(path: string, body: object, shape: z.ZodMiniType<T>): Promise<Answer<T>>;
}

const NO_ANSWER: Answer<never> = { ok: false, error: { code: 'no_answer' } };
/** Longer than the app takes for what it does while somebody waits. */
const ANSWERS_MS = 20_000;

/** Fails when there is nothing in time. Not by an `AbortSignal`, which a till may lack. */
function inTime<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Nothing came.')), ANSWERS_MS);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * The app, as an extension reaches it. @param origin where the app is; empty where the platform resolves relative addresses itself
 * @param token gives the session token that says who asks; made anew for each request, because it lives for a minute
 */
export function openDoor(origin: string, token: () => Promise<string | null | undefined>, ask: typeof fetch = (...args) => fetch(...args)): Door {
  const call = async <T>(address: string, init: RequestInit, shape: z.ZodMiniType<T>): Promise<Answer<T>> => {
    try {
      const headers = { ...init.headers, authorization: `Bearer ${(await token()) ?? ''}`, accept: 'application/json' };
      const response = await inTime(ask(`${origin}/extensions/${address}`, { ...init, headers }));
      const body: unknown = await inTime(response.json());
      const refused = refusal.safeParse(body);
      if (refused.success) return { ok: false, error: refused.data.error };
      const value = shape.safeParse(body);
      return response.ok && value.success ? { ok: true, value: value.data } : { ok: false, error: { code: 'not_understood' } };
    } catch {
      return NO_ANSWER;
    }
  };
  return {
    ask: (path, params, shape) => call(`${path}?${new URLSearchParams(params).toString()}`, { method: 'GET' }, shape),
    send: (path, body, shape) => call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, shape),
  };
}
