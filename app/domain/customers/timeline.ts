import { z } from 'zod';
import type { TimelineDetail } from './model';

const detail = z.object({ tags: z.array(z.string()).default([]), tag: z.string().optional(), state: z.string().nullable().default(null) });

/** What a page needs of an event's detail, whatever else it holds. */
export function timelineDetail(json: unknown): TimelineDetail {
  const parsed = detail.safeParse(json ?? {});
  if (!parsed.success) return { tags: [], state: null };
  const { tags, tag, state } = parsed.data;
  return { tags: tag === undefined ? tags : [tag, ...tags], state };
}

const position = z.tuple([z.iso.datetime(), z.string().max(40), z.string().max(200), z.string().regex(/^-?\d{1,19}$/)]);

/** Text of a place in the timeline, for "show more". */
export function encodePosition(entry: { occurredAt: Date; kind: string; source: string; customerId: bigint }): string {
  return JSON.stringify([entry.occurredAt.toISOString(), entry.kind, entry.source, entry.customerId.toString()]);
}

export function decodePosition(text: string | null): { occurredAt: Date; kind: string; source: string; customerId: bigint } | null {
  if (!text) return null;
  try {
    const [at, kind, source, customerId] = position.parse(JSON.parse(text));
    return { occurredAt: new Date(at), kind, source, customerId: BigInt(customerId) };
  } catch {
    return null;
  }
}
