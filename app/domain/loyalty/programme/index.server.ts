export { diffProgrammes } from './diff';
export { draftOverview } from './draft-overview.server';
export { readDraft, saveDraft } from './draft.store.server';
export { listVersions, publish, rollBack, withdraw } from './publish.store.server';
export { checkProgramme, exportProgramme, importProgramme } from './validate';
export { getVersion, hasProgramme, programmeAt, versionsOf } from './version.store.server';
