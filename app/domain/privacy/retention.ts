import type { Retention } from './model';

interface RetentionSettings {
  RETENTION_PARKED_DAYS: number;
  RETENTION_INBOX_DAYS: number;
  RETENTION_EVENTS_DAYS: number;
  RETENTION_EXPORT_DAYS: number;
  RETENTION_ACCESS_LOG_DAYS: number;
  RETENTION_FILE_DAYS: number;
}

/** What the environment says. */
export function retentionOf(settings: RetentionSettings): Retention {
  return {
    parked: settings.RETENTION_PARKED_DAYS,
    inbox: settings.RETENTION_INBOX_DAYS,
    events: settings.RETENTION_EVENTS_DAYS,
    exports: settings.RETENTION_EXPORT_DAYS,
    accessLog: settings.RETENTION_ACCESS_LOG_DAYS,
    files: settings.RETENTION_FILE_DAYS,
  };
}
