import type { Context } from '../context.ts';
import type { Queryable } from '../state/database.ts';
import { StoreError } from '../state/errors.ts';
import type { Answer } from '../webhooks/send.ts';
import { flowExtensionOf, flowExtensions, type FlowField } from './extensions.ts';
import { sendSigned } from './run-action.ts';

const PAYLOAD_BYTES_MAX = 50_000;
const IS: Record<string, (value: unknown) => boolean> = {
  single_line_text_field: (value) => typeof value === 'string',
  email: (value) => typeof value === 'string',
  url: (value) => typeof value === 'string',
  number_decimal: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

/** What is wrong with what the app sends for a trigger, by the fields that it has declared; `null`: nothing. */
export function payloadFault(fields: FlowField[], payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return 'payload must be an object';
  if (Buffer.byteLength(JSON.stringify(payload)) > PAYLOAD_BYTES_MAX) return 'payload is too large';
  const given: Record<string, unknown> = { ...payload };
  for (const { type, key } of fields) {
    const name = type === 'customer_reference' ? 'customer_id' : (key ?? type);
    const value = given[name];
    delete given[name];
    if (type === 'customer_reference' ? !Number.isSafeInteger(value) : !IS[type]?.(value)) return `${name} is missing, or is not a ${type}`;
  }
  const [unknown] = Object.keys(given);
  return unknown === undefined ? null : `${unknown} is not a field of this trigger`;
}

export interface TriggerRun {
  id: string;
  handle: string;
  payload: Record<string, unknown>;
  at: Date;
  /** Whether a workflow of the store began with it. */
  used: boolean;
}

/** Keeps what the app has told Flow. */
export async function noteTrigger(db: Queryable, domain: string, handle: string, payload: object, at: Date): Promise<void> {
  await db.query(
    `insert into devstore.flow_run (domain, created_at, updated_at, handle, used, doc)
     select $1, $2, $2, $3, exists (select from devstore.flow_use where domain = $1 and handle = $3 and enabled), $4`,
    [domain, at, handle, JSON.stringify(payload)],
  );
}

export async function listTriggers(db: Queryable, domain: string, limit = 100): Promise<TriggerRun[]> {
  const { rows } = await db.query<TriggerRun>(
    'select id::text, handle, doc as payload, created_at as at, used from devstore.flow_run where domain = $1 order by id desc limit $2',
    [domain, limit],
  );
  return rows;
}

/** Handles of triggers that the store's workflows begin with. */
export async function usedTriggers(db: Queryable, domain: string): Promise<Set<string>> {
  const { rows } = await db.query<{ handle: string }>('select handle from devstore.flow_use where domain = $1 and enabled', [domain]);
  return new Set(rows.map(({ handle }) => handle));
}

/**
 * Turns a workflow that begins with a trigger on or off, after the app has been told; it is not turned on when the app does not answer well.
 * @throws StoreError when the app has no such trigger, or has not taken it.
 */
export async function setFlowUse(ctx: Context, domain: string, handle: string, enabled: boolean): Promise<Answer> {
  const all = await flowExtensions(ctx);
  if (!flowExtensionOf(all, 'flow_trigger', handle)) throw new StoreError(`The app has no trigger ${handle}.`);
  const callback = all.find(({ extensions: [{ type }] }) => type === 'flow_trigger_lifecycle_callback')?.extensions[0];
  if (callback?.type !== 'flow_trigger_lifecycle_callback') throw new StoreError('The app does not want to know.');
  const body = { flow_trigger_definition_id: handle, has_enabled_flow: enabled, shop_id: 1, shopify_domain: domain, timestamp: new Date().toISOString() };
  const answer = await sendSigned(ctx, domain, callback.url, JSON.stringify(body));
  if (enabled && answer.status !== 200)
    throw new StoreError(`The workflow was not turned on: the app answered ${answer.status ?? 'nothing'}: ${answer.answer}`);
  await ctx.pool.query(
    'insert into devstore.flow_use (domain, handle, enabled) values ($1, $2, $3) on conflict (domain, handle) do update set enabled = excluded.enabled',
    [domain, handle, enabled],
  );
  return answer;
}
