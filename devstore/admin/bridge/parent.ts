import { isMessage, type AppSignals, type CallName, type Calls, type Message, type ShellSignals } from '../protocol.ts';

/** The shell is where this script came from, whatever page the frame stands in. */
const script = document.currentScript as HTMLScriptElement | null;
export const scriptElement = script;
export const shellOrigin = new URL(script?.src ?? location.href).origin;
export const isEmbedded = window.top !== window;

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
const listeners: { [K in keyof ShellSignals]?: Set<(data: ShellSignals[K]) => void> } = {};
let nextId = 1;

const post = (message: Message) => window.top?.postMessage(message, shellOrigin);

/** Asks the shell. @throws Error when the shell refuses, or when the page does not stand in it. */
export function call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Calls[N]['value']> {
  if (!isEmbedded) return Promise.reject(new Error('This page is not embedded in the admin.'));
  const id = nextId++;
  return new Promise<Calls[N]['value']>((resolve, reject) => {
    // The shell answers by the contract in protocol.ts.
    waiting.set(id, { resolve: (value) => resolve(value as Calls[N]['value']), reject });
    post({ devstore: 'call', id, name, args });
  });
}

export function signal<N extends keyof AppSignals>(name: N, data: AppSignals[N]): void {
  if (isEmbedded) post({ devstore: 'signal', name, data });
}

/** Listens to the shell. */
export function on<N extends keyof ShellSignals>(name: N, listener: (data: ShellSignals[N]) => void): void {
  const set = listeners[name] ?? new Set();
  set.add(listener);
  Object.assign(listeners, { [name]: set });
}

window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
  if (origin !== shellOrigin || source !== window.top || !isMessage(data)) return;
  if (data.devstore === 'signal') {
    const set = listeners[data.name as keyof ShellSignals] as Set<(value: unknown) => void> | undefined;
    set?.forEach((listener) => listener(data.data));
  } else if (data.devstore === 'reply') {
    const answer = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error !== undefined) answer?.reject(new Error(data.error));
    else answer?.resolve(data.value);
  }
});
