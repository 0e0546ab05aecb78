import { AppError } from '../../shared/errors';
import { startOfLocalDay } from '../earning/calendar';
import { publish, readDraft } from '../programme/index.server';
import type { ProgrammeVersion } from '../programme/model';
import { latestReplay } from './run-replay.server';

interface DraftPublication {
  /** A day of the shop's calendar at whose beginning it takes effect; `null`: at once. */
  day: string | null;
  zone: string;
  note: string;
  by: string;
}

/**
 * Publishes the draft whose replay has been there to look at.
 * @throws AppError `conflict` when the draft as it stands has not been replayed; `invalid_input` as `publish`, and of `day` when that has begun.
 */
export async function publishDraft(shopId: bigint, { day, zone, note, by }: DraftPublication, now: Date): Promise<ProgrammeVersion> {
  const [draft, replay] = await Promise.all([readDraft(shopId, now), latestReplay(shopId)]);
  if (!replay || replay.status !== 'done' || replay.draftRevision !== draft.revision)
    throw new AppError('conflict', 'This draft has not been replayed', 'replay');
  const effectiveAt = day === null ? null : new Date(startOfLocalDay(day, zone));
  if (effectiveAt && effectiveAt < now) throw new AppError('invalid_input', 'That day has begun', 'day');
  return publish(shopId, { document: draft.document, effectiveAt, by, note }, now);
}
