-- Shopify's versions are whole seconds. Two states of one record can share one; the fingerprint tells that they differ.
ALTER TABLE sales_order ADD COLUMN fingerprint bigint;
ALTER TABLE customer ADD COLUMN fingerprint bigint;
-- Tags and the store's own figures come by topics of their own, with clocks of their own.
ALTER TABLE customer ADD COLUMN tags_at timestamptz(3);
ALTER TABLE customer ADD COLUMN store_figures_at timestamptz(3);
