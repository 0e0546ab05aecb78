export type ComplianceKind = 'data_request' | 'customer_redact' | 'shop_redact';

export interface ComplianceDemand {
  kind: ComplianceKind;
  customerId: bigint | null;
  orderIds: bigint[];
  /** The store's own number of a data request. */
  requestRef: bigint | null;
  at: Date;
}
