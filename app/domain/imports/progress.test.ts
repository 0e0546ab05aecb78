import { expect, test } from 'vitest';
import { IMPORT_PHASES, type ImportPhase, type ImportRun } from './model';
import { progressOf } from './progress';

const startedAt = new Date('2026-11-21T12:00:00Z');
const now = new Date('2026-11-21T12:01:40Z');
const phase = (index: number, given: Partial<ImportPhase>): ImportPhase => ({
  phase: IMPORT_PHASES[index] ?? 'orders',
  status: 'done',
  bulkId: null,
  total: 10,
  applied: 10,
  skipped: 0,
  lines: 10,
  byteOffset: 100,
  attempts: 1,
  partial: false,
  rowsPerSecond: 5,
  startedAt,
  finishedAt: null,
  ...given,
});
const run = (phases: ImportPhase[], given: Partial<ImportRun> = {}): ImportRun => ({
  id: 7n,
  status: 'running',
  phase: 'products',
  reason: 'install',
  error: null,
  startedAt,
  finishedAt: null,
  phases,
  ...given,
});

test('time left counts what is still to read in all phases, at the latest pace', () => {
  const progress = progressOf(
    run([
      phase(0, {}),
      phase(1, { status: 'reading', total: 300, applied: 100, rowsPerSecond: 20 }),
      phase(2, { status: 'requested', total: 100, applied: 0, rowsPerSecond: null }),
    ]),
    now,
  );
  expect(progress).toMatchObject({ phase: 'collections', rowsPerSecond: 20, secondsLeft: 15, secondsRunning: 100 });
});

test('nothing is promised while the size of a phase is unknown', () => {
  expect(
    progressOf(run([phase(0, { status: 'reading', applied: 5 }), phase(1, { status: 'requested', total: null, applied: 0 })]), now).secondsLeft,
  ).toBeNull();
  expect(progressOf(run([phase(0, { status: 'waiting', total: null, applied: 0, rowsPerSecond: null })]), now)).toMatchObject({
    secondsLeft: null,
    rowsPerSecond: null,
  });
});

test('all phases done and the run not ended is its finish; an ended run has no phase and no time left', () => {
  expect(progressOf(run([phase(0, {})]), now)).toMatchObject({ phase: 'finish', secondsLeft: 0 });
  expect(
    progressOf(run([phase(0, { status: 'failed' })], { status: 'failed', error: 'uninstalled', finishedAt: new Date('2026-11-21T12:00:05Z') }), now),
  ).toMatchObject({ phase: null, secondsLeft: 0, secondsRunning: 5, error: 'uninstalled' });
});
