import type { JobHandlers } from '../catalog';
import { handle as advanceFileImport } from './advance-file-import.handler.server';
import { handle as advanceImport } from './advance-import.handler.server';
import { handle as advanceReconcile } from './advance-reconcile.handler.server';
import { handle as advanceReplay } from './advance-replay.handler.server';
import { handle as bulkFinished } from './bulk-finished.handler.server';
import { handle as compliance } from './compliance.handler.server';
import { handle as mailCode } from './mail-code.handler.server';
import { handle as mergeMembers } from './merge-members.handler.server';
import { handle as rereadCollection } from './reread-collection.handler.server';
import { handle as rereadCustomer } from './reread-customer.handler.server';
import { handle as rereadOrder } from './reread-order.handler.server';
import { handle as rereadProduct } from './reread-product.handler.server';
import { handle as runBulkAction } from './run-bulk-action.handler.server';
import { handle as startImport } from './start-import.handler.server';
import { handle as unmergeMembers } from './unmerge-members.handler.server';

export const HANDLERS: JobHandlers = {
  'start-import': startImport,
  'advance-file-import': advanceFileImport,
  'advance-import': advanceImport,
  'bulk-finished': bulkFinished,
  'reread-order': rereadOrder,
  'reread-customer': rereadCustomer,
  'reread-product': rereadProduct,
  'reread-collection': rereadCollection,
  'advance-reconcile': advanceReconcile,
  'run-bulk-action': runBulkAction,
  'advance-replay': advanceReplay,
  'mail-code': mailCode,
  'merge-members': mergeMembers,
  'unmerge-members': unmergeMembers,
  compliance,
};
