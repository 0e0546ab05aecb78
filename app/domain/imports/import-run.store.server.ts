import { appendEvent } from '~/db/outbox.server';
import { withShop } from '~/db/tenant.server';
import { IMPORT_PHASES, type ImportFailure, type ImportPhaseName, type ImportReason, type ImportRun } from './model';

/** Begins a run, or gives the one that is under way: a shop has one at a time. */
export function beginRun(shopId: bigint, reason: ImportReason, now: Date): Promise<bigint> {
  return withShop(shopId, async (tx) => {
    const [begun] = await tx.$queryRaw<{ id: bigint }[]>`
      insert into import_run (shop_id, reason, phase, started_at) values (${shopId}, ${reason}, ${IMPORT_PHASES[0]}, ${now})
      on conflict (shop_id) where status = 'running' do nothing returning id`;
    if (!begun) return (await tx.importRun.findFirstOrThrow({ where: { shopId, status: 'running' }, select: { id: true } })).id;
    await tx.importPhase.createMany({ data: IMPORT_PHASES.map((phase) => ({ shopId, runId: begun.id, phase })) });
    await appendEvent(tx, shopId, 'import.requested', { runId: begun.id.toString() }, now);
    return begun.id;
  });
}

const withPhases = { phases: true } as const;

export async function findRun(shopId: bigint, runId: bigint): Promise<ImportRun | null> {
  const row = await withShop(shopId, (tx) => tx.importRun.findUnique({ where: { shopId_id: { shopId, id: runId } }, include: withPhases }));
  return row && toRun(row);
}

export async function findLatestRun(shopId: bigint): Promise<ImportRun | null> {
  const row = await withShop(shopId, (tx) =>
    tx.importRun.findFirst({ where: { shopId }, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], include: withPhases }),
  );
  return row && toRun(row);
}

/** The shop's run that is under way, if there is one. */
export async function runningImport(shopId: bigint): Promise<bigint | null> {
  const row = await withShop(shopId, (tx) => tx.importRun.findFirst({ where: { shopId, status: 'running' }, select: { id: true } }));
  return row?.id ?? null;
}

/** The running run that has asked for a bulk operation, if any has. */
export async function runOfBulk(shopId: bigint, bulkId: string): Promise<bigint | null> {
  const row = await withShop(shopId, (tx) => tx.importPhase.findFirst({ where: { shopId, bulkId, run: { status: 'running' } }, select: { runId: true } }));
  return row?.runId ?? null;
}

export async function setRunPhase(shopId: bigint, runId: bigint, phase: ImportPhaseName | 'finish'): Promise<void> {
  await withShop(shopId, (tx) => tx.importRun.updateMany({ where: { shopId, id: runId, status: 'running' }, data: { phase } }));
}

/** Ends a run that is under way; one that has ended stays as it is. */
export async function endRun(shopId: bigint, runId: bigint, error: ImportFailure | null, now: Date): Promise<void> {
  await withShop(shopId, async (tx) => {
    const { count } = await tx.importRun.updateMany({
      where: { shopId, id: runId, status: 'running' },
      data: { status: error ? 'failed' : 'done', error, finishedAt: now },
    });
    if (count && error)
      await tx.importPhase.updateMany({ where: { shopId, runId, status: { not: 'done' } }, data: { status: 'failed', error, finishedAt: now } });
  });
}

interface RunRow {
  id: bigint;
  status: string;
  phase: string;
  reason: string;
  error: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  phases: PhaseRow[];
}
interface PhaseRow {
  phase: string;
  status: string;
  bulkId: string | null;
  total: bigint | null;
  applied: bigint;
  skipped: bigint;
  lines: bigint;
  byteOffset: bigint;
  attempts: number;
  partial: boolean;
  rowsPerSecond: number | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** Counts and offsets lie far below 2^53. The texts were written by this file, from the types they are read back as. */
function toRun(row: RunRow): ImportRun {
  const order = new Map<string, number>(IMPORT_PHASES.map((phase, index) => [phase, index]));
  const phases = row.phases.map((phase) => ({
    ...(phase as PhaseRow & Pick<ImportRun['phases'][number], 'phase' | 'status'>),
    total: phase.total === null ? null : Number(phase.total),
    applied: Number(phase.applied),
    skipped: Number(phase.skipped),
    lines: Number(phase.lines),
    byteOffset: Number(phase.byteOffset),
  }));
  phases.sort((a, b) => (order.get(a.phase) ?? 0) - (order.get(b.phase) ?? 0));
  return { ...(row as RunRow & Pick<ImportRun, 'status' | 'phase' | 'reason' | 'error'>), phases };
}
