export { consentMark, markOf } from './compare';
export { nightDue } from './night';
export { countOurs, newestDiffers, seesAllOrders } from './our-versions.store.server';
export {
  beginParts,
  commitPage,
  commitSwept,
  noteRepair,
  noteSweepRequested,
  recount,
  setStep,
  waitingRepairs,
  type PartKey,
  type RepairOutcome,
} from './part.store.server';
export { withReconcileLock } from './run-lock.store.server';
export {
  addPoints,
  beginReconcile,
  eachReconcile,
  endReconcile,
  explainedGap,
  findReconcile,
  lastComparedAt,
  latestReconciles,
  runningReconcile,
} from './run.store.server';
