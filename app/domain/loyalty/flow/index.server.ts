export { collectFlowEvents } from './collect.store.server';
export { flowPayload, tierNameIn } from './payload';
export { noteFlowSent, postponeFlowEvent, waitingFlowEvents, withFlowLock } from './queue.store.server';
export { discardFlowEvents, refusedFlowEvents, retryFlowEvents } from './refused.store.server';
export { noteFlowUse, shopsWithFlow } from './use.store.server';
