export { advanceReconcile } from './advance-reconcile.server';
