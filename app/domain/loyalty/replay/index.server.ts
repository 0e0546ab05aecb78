export { advanceReplay, getReplay, latestReplay, requestReplay } from './run-replay.server';
