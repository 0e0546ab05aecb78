export type ComplianceKind = 'data_request' | 'customer_redact' | 'shop_redact';

export interface ComplianceDemand {
  kind: ComplianceKind;
  customerId: bigint | null;
  orderIds: bigint[];
  /** The store's own number of a data request. */
  requestRef: bigint | null;
  at: Date;
}

/** A request as a merchant sees it. */
export interface PrivacyRequest {
  id: bigint;
  kind: ComplianceKind;
  customerId: bigint | null;
  status: 'open' | 'done';
  requestedAt: Date;
  finishedAt: Date | null;
  /** The data of a data request has been gathered, and the person has not been erased since. */
  downloadable: boolean;
}
