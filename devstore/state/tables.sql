-- What the devstore keeps. Applied at every start, so each statement must be harmless when run again.
-- A document is the truth; the columns beside it exist because a list, a search or an update needs them (see rows.ts).
create schema if not exists devstore;
create sequence if not exists devstore.id as bigint;

create table if not exists devstore.store (
  domain text primary key, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  last_order_number integer not null default 1000, last_draft_number integer not null default 0,
  doc jsonb not null);

create table if not exists devstore.customer (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  email text, phone text, orders_count integer not null default 0, amount_spent bigint not null default 0,
  deleted_at timestamptz, merged_into bigint, doc jsonb not null, primary key (domain, id));
create index if not exists customer_updated on devstore.customer (domain, updated_at, id);
create index if not exists customer_created on devstore.customer (domain, created_at, id);
create index if not exists customer_email on devstore.customer (domain, email text_pattern_ops) where email is not null;
create index if not exists customer_phone on devstore.customer (domain, phone) where phone is not null;
create index if not exists customer_first_name on devstore.customer (domain, lower(doc->>'firstName') text_pattern_ops);
create index if not exists customer_last_name on devstore.customer (domain, lower(doc->>'lastName') text_pattern_ops);

create table if not exists devstore.product (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  handle text not null, status text not null, doc jsonb not null, primary key (domain, id), unique (domain, handle));
create index if not exists product_updated on devstore.product (domain, updated_at, id);
-- Finds the product of a variant: doc->'variants' @> '[{"id":"…"}]'.
create index if not exists product_variants on devstore.product using gin ((doc->'variants') jsonb_path_ops);

create table if not exists devstore.collection (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  handle text not null, doc jsonb not null, primary key (domain, id), unique (domain, handle));

create table if not exists devstore.discount (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  code text, doc jsonb not null, primary key (domain, id));
-- Codes are compared without regard to case; the column holds them in lower case.
create unique index if not exists discount_code on devstore.discount (domain, code) where code is not null;
create table if not exists devstore.discount_use (
  domain text not null, discount_id bigint not null, order_id bigint not null, customer_id bigint, email text,
  primary key (domain, discount_id, order_id));

-- Movements of customers' store credit; the balance stands at the customer.
create table if not exists devstore.credit_movement (
  domain text not null, id bigint not null, customer_id bigint not null, doc jsonb not null, primary key (domain, id));
create index if not exists credit_movement_customer on devstore.credit_movement (domain, customer_id, id);

create table if not exists devstore.gift_card (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  code text not null, doc jsonb not null, primary key (domain, id), unique (domain, code));

create table if not exists devstore."order" (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  number integer not null, customer_id bigint, email text, processed_at timestamptz not null,
  financial_status text not null, fulfillment_status text not null,
  -- Minor units of the shop's currency: what it costs after edits and refunds, and what was given back.
  total bigint not null, refunded bigint not null default 0,
  cancelled_at timestamptz, deleted_at timestamptz, doc jsonb not null, primary key (domain, id));
create unique index if not exists order_number on devstore."order" (domain, number);
create index if not exists order_updated on devstore."order" (domain, updated_at, id);
create index if not exists order_processed on devstore."order" (domain, processed_at, id);
create index if not exists order_customer on devstore."order" (domain, customer_id, processed_at) where customer_id is not null;
create index if not exists order_guest_email on devstore."order" (domain, email) where customer_id is null and email is not null;

create table if not exists devstore.draft_order (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  status text not null, doc jsonb not null, primary key (domain, id));
-- The basket from which a draft becomes an order is the operations' own affair, not part of the document.
alter table devstore.draft_order add column if not exists basket jsonb;

create table if not exists devstore.checkout (
  domain text not null, token text not null, created_at timestamptz not null, updated_at timestamptz not null,
  id bigint not null, completed_at timestamptz, customer_id bigint, doc jsonb not null, primary key (domain, token));
create index if not exists checkout_updated on devstore.checkout (domain, updated_at);

create table if not exists devstore.segment (
  domain text not null, id bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
  doc jsonb not null, primary key (domain, id));

create table if not exists devstore.metafield (
  domain text not null, owner_type text not null, owner_id bigint not null, namespace text not null, key text not null,
  id bigint not null default nextval('devstore.id'), created_at timestamptz not null, updated_at timestamptz not null,
  doc jsonb not null, primary key (domain, owner_type, owner_id, namespace, key));

create table if not exists devstore.installation (
  domain text primary key, id bigint not null default nextval('devstore.id'), created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), doc jsonb not null);

create table if not exists devstore.token (
  domain text not null, kind text not null, value_hash text not null, created_at timestamptz not null default now(),
  expires_at timestamptz, used_at timestamptz, doc jsonb not null default '{}', primary key (value_hash));
create index if not exists token_domain on devstore.token (domain, kind);

create table if not exists devstore.event (
  seq bigserial primary key, domain text not null, topic text not null, occurred_at timestamptz not null,
  event_id text not null, subject_kind text not null, subject_id text not null, payload jsonb not null);
create index if not exists event_domain on devstore.event (domain, seq);

create table if not exists devstore.subscription (
  domain text not null, id bigint not null default nextval('devstore.id'), created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), topic text not null, doc jsonb not null, primary key (domain, id));
create index if not exists subscription_topic on devstore.subscription (domain, topic);

create table if not exists devstore.delivery (
  domain text not null, id bigint not null default nextval('devstore.id'), created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), event_seq bigint not null, topic text not null,
  status text not null, attempt integer not null default 0, due_at timestamptz not null, doc jsonb not null,
  primary key (domain, id));
create index if not exists delivery_due on devstore.delivery (due_at) where status = 'pending';
-- How far a follower of devstore.event has read.
create table if not exists devstore.follower (name text primary key, seq bigint not null);

create table if not exists devstore.bulk_operation (
  domain text not null, id bigint not null default nextval('devstore.id'), created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), kind text not null, status text not null, doc jsonb not null,
  primary key (domain, id));
create table if not exists devstore.staged_upload (
  domain text not null, token text not null, id bigint not null default nextval('devstore.id'),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  doc jsonb not null, content bytea, primary key (token));

create table if not exists devstore.clock (one boolean primary key check (one), offset_ms bigint not null default 0);
create table if not exists devstore.fault (one boolean primary key check (one), doc jsonb not null);

-- Which of the app's theme blocks a store shows, and their settings; no row means as the blocks' schemas say.
create table if not exists devstore.theme_setting (domain text primary key, doc jsonb not null);
-- Null until webhooks have been planned for the event. A mark on the row and not a position in seq, because a transaction
-- that took a lower number may commit after one with a higher.
alter table devstore.event add column if not exists planned_at timestamptz;
create index if not exists event_unplanned on devstore.event (seq) where planned_at is null;
create index if not exists delivery_newest on devstore.delivery (domain, id desc);

-- What is to go wrong with a store's bulk operations (api/bulk/faults.ts); no row means nothing.
create table if not exists devstore.bulk_fault (domain text primary key, doc jsonb not null);

-- Keys of the @idempotent directive, and what the request with each made.
create table if not exists devstore.idempotency (
  domain text not null, key text not null, input_hash text not null, result_id bigint, created_at timestamptz not null default now(), primary key (domain, key));
create table if not exists devstore.metafield_definition (
  domain text not null, id bigint not null default nextval('devstore.id'), owner_type text not null, namespace text not null, key text not null,
  doc jsonb not null, primary key (domain, owner_type, namespace, key));

-- What the app has told Shopify Flow, and which of its triggers the store's workflows begin with.
create table if not exists devstore.flow_run (
  domain text not null, id bigint not null default nextval('devstore.id'), created_at timestamptz not null, updated_at timestamptz not null,
  handle text not null, used boolean not null, doc jsonb not null, primary key (domain, id));
create table if not exists devstore.flow_use (domain text not null, handle text not null, enabled boolean not null, primary key (domain, handle));
