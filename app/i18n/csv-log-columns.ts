import type { TFunction } from 'i18next';
import type { FileImport } from '~/domain/file-imports/model';
import { shownDriftOf, type DriftRun } from '~/domain/loyalty/projection/model';
import type { AccessRow, PrivacyRequest } from '~/domain/privacy/model';
import { driftOf, type ReconcilePart, type ReconcileRun } from '~/domain/reconcile/model';
import type { TroubledMessage } from '~/domain/sync-health/model';
import type { CsvColumn } from './csv.server';

/** The columns of the file of who looked at whose data. */
export function accessColumns(t: TFunction): CsvColumn<AccessRow>[] {
  return [
    { heading: t('privacy.when'), cell: (row) => row.at },
    { heading: t('privacy.who'), cell: (row) => row.userId },
    { heading: t('privacy.what'), cell: (row) => t(`privacy.accessKinds.${row.kind}`) },
    { heading: t('privacy.people'), cell: (row) => row.people },
  ];
}

/** The columns of the file of messages that failed. What stood in them stays sealed. */
export function messageColumns(t: TFunction): CsvColumn<TroubledMessage>[] {
  return [
    { heading: t('csv.id'), cell: (row) => BigInt(row.id) },
    { heading: t('csv.topic'), cell: (row) => row.topic },
    { heading: t('csv.about'), cell: (row) => row.about && t(`health.about.${row.about.kind}`, { id: row.about.id }) },
    { heading: t('csv.ageMinutes'), cell: (row) => Math.round(row.ageSeconds / 60) },
    { heading: t('csv.attempts'), cell: (row) => row.attempts },
    { heading: t('csv.givenUp'), cell: (row) => (row.parked ? '1' : '') },
    { heading: t('csv.error'), cell: (row) => t(`health.messageErrors.${row.error}`) },
    { heading: t('csv.detail'), cell: (row) => row.detail },
  ];
}

/** The columns of the file of comparisons with the store. */
export function comparisonColumns(t: TFunction): CsvColumn<ReconcileRun>[] {
  const sum = (run: ReconcileRun, figure: keyof Pick<ReconcilePart, 'checked' | 'missing' | 'stale' | 'extra' | 'repaired'>) =>
    run.parts.reduce((total, part) => total + part[figure], 0);
  return [
    { heading: t('health.columns.started'), cell: (run) => run.startedAt },
    { heading: t('health.columns.reason'), cell: (run) => t(`health.reasons.${run.reason}`) },
    { heading: t('csv.status'), cell: (run) => (run.status === 'done' ? '' : t(`health.runStates.${run.status}`)) },
    ...(['checked', 'missing', 'stale', 'extra', 'repaired'] as const).map((figure) => ({
      heading: t(`health.columns.${figure}`),
      cell: (run: ReconcileRun) => sum(run, figure),
    })),
    { heading: t('csv.drift'), cell: (run) => driftOf(run) },
    { heading: t('health.columns.points'), cell: (run) => run.points },
  ];
}

/** The columns of the file of what privacy law has asked for. */
export function requestColumns(t: TFunction): CsvColumn<PrivacyRequest>[] {
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.request'), cell: (row) => t(`privacy.kinds.${row.kind}`) },
    { heading: t('csv.customer'), cell: (row) => row.customerId },
    { heading: t('csv.requestedAt'), cell: (row) => row.requestedAt },
    { heading: t('csv.dueAt'), cell: (row) => row.dueAt },
    { heading: t('csv.finishedAt'), cell: (row) => row.finishedAt },
    { heading: t('csv.downloadedAt'), cell: (row) => row.downloadedAt },
    { heading: t('privacy.trail'), cell: (row) => row.trail.map(({ step, at }) => `${at.toISOString()} ${step}`).join('; ') },
  ];
}

/** The columns of the file of imports. */
export function importColumns(t: TFunction): CsvColumn<FileImport>[] {
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.file'), cell: (row) => row.fileName },
    { heading: t('csv.status'), cell: (row) => t(`fileImport.status.${row.status}`) },
    { heading: t('csv.begun'), cell: (row) => row.createdAt },
    { heading: t('csv.finishedAt'), cell: (row) => row.finishedAt },
    ...(
      [
        'rows',
        'failed',
        'customersCreated',
        'customersUpdated',
        'customersMatched',
        'ordersCreated',
        'ordersUpdated',
        'unchanged',
        'membersImported',
        'lotsImported',
      ] as const
    ).map((count) => ({ heading: t(`fileImport.counts.${count}`), cell: (row: FileImport) => row.counts[count] })),
  ];
}

/** The columns of the file of comparisons of members with what the store shows of them. */
export function driftColumns(t: TFunction): CsvColumn<DriftRun>[] {
  return [
    { heading: t('health.columns.started'), cell: (run) => run.startedAt },
    { heading: t('csv.finishedAt'), cell: (run) => run.finishedAt },
    { heading: t('health.columns.reason'), cell: (run) => t(`health.reasons.${run.isNightly ? 'nightly' : 'asked'}`) },
    { heading: t('csv.status'), cell: (run) => (run.status === 'done' ? '' : t(`health.runStates.${run.status}`)) },
    { heading: t('health.columns.checked'), cell: (run) => run.checked },
    { heading: t('health.columns.missing'), cell: (run) => run.missing },
    { heading: t('health.columns.stale'), cell: (run) => run.stale },
    { heading: t('health.projection.extra'), cell: (run) => run.extra },
    { heading: t('csv.drift'), cell: shownDriftOf },
    { heading: t('health.columns.points'), cell: (run) => run.points },
  ];
}
