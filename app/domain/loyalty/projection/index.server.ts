export { finishBenefits, forgetBenefit, noteBenefit, planBenefits, postponeBenefits } from './benefits.store.server';
export { askAnew, finishProjections, lookLater, noteTags, postponeProjections, retryProjections, takeLooks, takeProjections } from './queue.store.server';
export {
  beginRun,
  endRun,
  findRun,
  finishSome,
  heldMembers,
  isQueueLong,
  noteDone,
  RUN_STEPS,
  saveRun,
  type BulkRun,
  type RunOperation,
  type RunStep,
} from './bulk-run.store.server';
export { commitSeen, type SeenCustomer } from './drift.store.server';
export {
  addDriftPoints,
  beginDrift,
  databaseTime,
  eachDrift,
  endDrift,
  lastDriftAt,
  latestDrifts,
  noteFileAsked,
  postponeDrift,
  runningDrift,
  shopsWithDrift,
  withDriftLock,
  type RunningDrift,
} from './drift-run.store.server';
export { readProjectionHealth } from './health.store.server';
export { shopsWithProjection, withProjectionLock } from './shops.store.server';
export { callPoints, isNothing, projectionChange, versioned, withSeen } from './wanted';
