export { publishDraft } from './publish-draft.server';
export { advanceReplay, getReplay, latestReplay, requestReplay } from './run-replay.server';
