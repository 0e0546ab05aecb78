import type { Segment as SegmentDoc } from '../../state/model.ts';
import type { DraftOrder as DraftDoc } from '../../state/model/draft.ts';
import type { GiftCard as GiftCardDoc } from '../../state/model/promotion.ts';
import { filesOrigin } from '../api.ts';
import type { Listing } from '../listing.ts';
import { enumField, idField, instantField, numberField, textField, wordField, wordsField } from '../search/compile.ts';
import { BulkOperation, type BulkDoc } from '../types/bulk-operation.ts';
import { AbandonedCheckout, type StoredCheckout } from '../types/checkout.ts';
import { DraftOrder } from '../types/draft-order.ts';
import { GiftCard } from '../types/gift-card.ts';
import { Segment } from '../types/segment.ts';
import { WebhookSubscription, type SubscriptionDoc } from '../types/webhook-subscription.ts';

const byId = { expression: 't.id', type: 'bigint' } as const;
const byCreation = { expression: 't.created_at', type: 'timestamptz' } as const;
const byUpdate = { expression: 't.updated_at', type: 'timestamptz' } as const;
const dates = { id: idField('t.id'), created_at: instantField('t.created_at'), updated_at: instantField('t.updated_at') };

export const segmentListing: Listing<SegmentDoc> = {
  kind: 'segments',
  source: 'devstore.segment',
  sorts: { ID: byId, CREATION_DATE: byCreation, LAST_EDIT_DATE: byUpdate },
  defaultSort: 'CREATION_DATE',
  fields: () => ({ default: wordsField("t.doc->>'name'"), id: dates.id, name: wordsField("t.doc->>'name'") }),
  wrap: (doc) => new Segment(doc),
};

export const draftOrderListing: Listing<DraftDoc> = {
  kind: 'draftOrders',
  source: 'devstore.draft_order',
  sorts: { ID: byId, UPDATED_AT: byUpdate, STATUS: { expression: 't.status', type: 'text' }, NUMBER: byId },
  defaultSort: 'ID',
  fields: () => ({
    ...dates,
    default: wordsField("t.doc->>'name'", "t.doc->>'email'"),
    customer_id: idField("(t.doc->>'customerId')::bigint"),
    status: wordField({ open: "t.status = 'OPEN'", completed: "t.status = 'COMPLETED'", open_and_invoice_sent: "t.status = 'OPEN'" }),
  }),
  wrap: (doc, api) => new DraftOrder(doc, api),
};

/** Checkouts that got as far as a contact; both those abandoned and those completed later. */
export const checkoutListing: Listing<StoredCheckout> = {
  kind: 'abandonedCheckouts',
  source: `(select domain, id, created_at, updated_at, completed_at, doc || jsonb_build_object('id', id::text) as doc from devstore.checkout where customer_id is not null or doc->>'email' is not null)`,
  sorts: { ID: byId, CHECKOUT_ID: byId, CREATED_AT: byCreation },
  defaultSort: 'ID',
  fields: () => ({
    ...dates,
    default: wordsField("t.doc->>'email'"),
    status: wordField({ open: 't.completed_at is null', closed: 't.completed_at is not null' }),
    recovery_state: wordField({ recovered: 't.completed_at is not null', not_recovered: 't.completed_at is null' }),
  }),
  wrap: (doc, api) => new AbandonedCheckout(doc, api),
};

export const giftCardListing: Listing<GiftCardDoc> = {
  kind: 'giftCards',
  source: 'devstore.gift_card',
  sorts: { ID: byId, CREATED_AT: byCreation, CODE: { expression: 't.code', type: 'text' } },
  defaultSort: 'ID',
  fields: () => ({
    id: dates.id,
    created_at: dates.created_at,
    default: wordsField('right(t.code, 4)', 't.code'),
    customer_id: idField("(t.doc->>'customerId')::bigint"),
    status: wordField({ enabled: "t.doc->>'disabledAt' is null", disabled: "t.doc->>'disabledAt' is not null" }),
    initial_value: numberField("(t.doc->>'initial')::numeric"),
  }),
  wrap: (doc, api) => new GiftCard(doc, api),
};

export const subscriptionListing: Listing<SubscriptionDoc> = {
  kind: 'webhookSubscriptions',
  source: `(select domain, id, created_at, updated_at, jsonb_build_object('filter', null, 'includeFields', '[]'::jsonb, 'metafieldNamespaces', '[]'::jsonb, 'name', null, 'apiVersion', '2026-10') || doc
    || jsonb_build_object('id', id::text, 'topic', topic, 'createdAt', created_at, 'updatedAt', updated_at) as doc from devstore.subscription)`,
  sorts: { ID: byId, CREATED_AT: byCreation },
  defaultSort: 'CREATED_AT',
  fields: () => ({
    id: dates.id,
    created_at: dates.created_at,
    updated_at: dates.updated_at,
    endpoint: textField("t.doc->>'uri'"),
    topic: textField("replace(replace(t.doc->>'topic', '/', '_'), '.', '_')"),
  }),
  wrap: (doc) => new WebhookSubscription(doc),
};

export const bulkOperationListing: Listing<BulkDoc> = {
  kind: 'bulkOperations',
  source: 'devstore.bulk_operation',
  sorts: { CREATED_AT: byCreation, COMPLETED_AT: { expression: "coalesce((t.doc->>'completedAt')::timestamptz, 'infinity')", type: 'timestamptz' } },
  defaultSort: 'CREATED_AT',
  fields: () => ({
    id: dates.id,
    created_at: dates.created_at,
    completed_at: instantField("(t.doc->>'completedAt')::timestamptz"),
    status: enumField('t.status', ['CREATED', 'RUNNING', 'COMPLETED', 'CANCELING', 'CANCELED', 'FAILED', 'EXPIRED']),
    operation_type: enumField('t.kind', ['QUERY', 'MUTATION']),
  }),
  wrap: (doc, api) => new BulkOperation(doc, filesOrigin(api.ctx)),
};
