import { diffProgrammes } from './diff';
import { readDraft } from './draft.store.server';
import type { DraftOverview } from './model';
import { listVersions } from './publish.store.server';

/** The draft, what is in force, and how much lies between them. */
export async function draftOverview(shopId: bigint, now: Date): Promise<DraftOverview> {
  const [draft, versions] = await Promise.all([readDraft(shopId, now), listVersions(shopId, now)]);
  const inForce = versions.find(({ state }) => state === 'in_force') ?? null;
  return {
    draft,
    inForce: inForce && { version: inForce.version, effectiveAt: inForce.effectiveAt, programme: inForce.programme },
    changes: inForce ? diffProgrammes(inForce.programme, draft.document).length : 0,
  };
}
