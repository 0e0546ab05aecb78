import type { FileImportStatus } from '~/domain/file-imports/model';

export const TONES: Record<FileImportStatus, 'info' | 'success' | 'attention' | 'critical' | 'new'> = {
  uploading: 'new',
  ready: 'info',
  checking: 'attention',
  checked: 'info',
  running: 'attention',
  done: 'success',
  undoing: 'attention',
  undone: 'new',
  failed: 'critical',
};
