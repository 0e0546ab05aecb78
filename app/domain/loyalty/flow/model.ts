/** Our triggers in Shopify Flow, as extensions/ declares them. */
export const FLOW_TRIGGERS = ['regulars-tier-changed', 'regulars-points-earned', 'regulars-points-expiring'] as const;
export type FlowTrigger = (typeof FLOW_TRIGGERS)[number];

/** Something that Flow has to be told. */
export interface FlowEvent {
  id: bigint;
  trigger: FlowTrigger;
  customerId: bigint;
  attempts: number;
  facts: unknown;
}

/** Days before points end on which Flow is told, each once: time to do something about it, and a last word. */
export const EXPIRY_NOTICES = [30, 7] as const;

/** Something that the store would not have told to Flow. */
export interface RefusedFlowEvent {
  id: string;
  trigger: FlowTrigger;
  customerId: bigint;
  /** In the store's words. */
  error: string;
  attempts: number;
  ageSeconds: number;
}
export interface RefusedFlowEvents {
  count: number;
  /** The newest of them. */
  events: RefusedFlowEvent[];
}
