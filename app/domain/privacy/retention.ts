/** How long what is kept, in days. */
export interface Retention {
  /** Webhooks that could not be applied, with their bodies. */
  parked: number;
  /** What is remembered of webhooks that were applied. Shopify sends again for two days: less would let doubles in. */
  inbox: number;
  /** Events whose work is done. */
  events: number;
  /** Files of data requests; they have to be handed over within 30 days. */
  exports: number;
  accessLog: number;
  /** Files that have been uploaded and were not imported. */
  files: number;
}

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
