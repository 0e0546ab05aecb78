/** A record that a message or a job is about, as far as it is known. */
export interface About {
  kind: 'order' | 'customer' | 'product';
  id: string;
}

/** How the store's messages come in. Ages are in seconds, by the database's clock. */
export interface InboxHealth {
  /** Not tried yet. */
  waiting: number;
  /** Failed, and will be tried again by themselves. */
  retrying: number;
  /** Failed for the last time. */
  parked: number;
  /** Age of the oldest message that has not been tried yet; `null` when there is none. */
  lagSeconds: number | null;
  /** Since the last message came; `null` when none ever did. */
  lastReceivedSeconds: number | null;
  appliedLastHour: number;
  appliedLastDay: number;
}

export const MESSAGE_ERRORS = ['not_json', 'shape', 'value', 'refused', 'unsealed', 'fault'] as const;
export type MessageError = (typeof MESSAGE_ERRORS)[number];
export interface TroubledMessage {
  id: string;
  topic: string;
  about: About | null;
  error: MessageError;
  /** For whoever is asked for help. */
  detail: string;
  attempts: number;
  parked: boolean;
  ageSeconds: number;
  /** Until the next try; `null` when there is none. */
  nextSeconds: number | null;
}

export const JOB_ERRORS = ['unauthorised', 'forbidden', 'unavailable', 'not_found', 'invalid_input', 'conflict', 'fault'] as const;
export type JobError = (typeof JOB_ERRORS)[number];
export interface JobsHealth {
  /** To be handed to the queue. */
  waiting: number;
  /** In the queue, their turn now, or being worked on. */
  active: number;
  /** In the queue for later: for their next try, or until the store has something ready. */
  delayed: number;
  /** Until the store lets us in again. */
  held: number;
  failed: number;
  failures: FailedJob[];
}
export interface FailedJob {
  id: string;
  type: string;
  about: About | null;
  error: JobError;
  detail: string;
  runs: number;
  ageSeconds: number;
}

/** `order/123` as it is stored, or what an event carries (`{ orderId: '123' }`). `null` when it is neither. */
export function aboutFrom(text: string | null): About | null {
  const match = /^(order|customer|product)\/(\d{1,19})$/.exec(text ?? '');
  return match?.[1] && match[2] ? { kind: match[1] as About['kind'], id: match[2] } : null;
}
export function aboutPayload(payload: Readonly<Record<string, unknown>>): About | null {
  for (const kind of ['order', 'customer', 'product'] as const) {
    const id = payload[`${kind}Id`];
    if (typeof id === 'string') return aboutFrom(`${kind}/${id}`);
  }
  return null;
}

/** What kind of fault a stored error of a message is. */
export function messageError(error: string): MessageError {
  if (error === 'the body is not JSON') return 'not_json';
  if (error === 'the body cannot be unsealed') return 'unsealed';
  if (error.startsWith('the database refuses it (23')) return 'refused';
  if (error.startsWith('the database refuses it (22') || error.includes('RangeError')) return 'value';
  return /^[\w.]+: \w+/.test(error) ? 'shape' : 'fault';
}

export function jobError(error: string): JobError {
  return JOB_ERRORS.find((code) => error.startsWith(`${code}:`)) ?? 'fault';
}
