-- Who merged a customer away: 'store' for good, 'admin' so that it can be undone. Then the record goes on being the store's.
ALTER TABLE customer ADD COLUMN merged_by text;
UPDATE customer SET merged_by = 'store' WHERE status = 'merged';
CREATE INDEX customer_merged_into ON customer (shop_id, merged_into) WHERE merged_into IS NOT NULL;

-- Whose an order is by its source, where that is not `customer_id`: the record that was merged away.
ALTER TABLE sales_order ADD COLUMN named_customer_id bigint, ADD COLUMN phone_token bigint;
ALTER TABLE checkout ADD COLUMN named_customer_id bigint;
CREATE INDEX sales_order_phone ON sales_order (shop_id, phone_token) WHERE phone_token IS NOT NULL;

-- What is a survivor's own: its row and its tags say what holds for all that were merged into it.
CREATE TABLE customer_own (
  shop_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  email_consent text,
  email_opt_in text,
  email_consent_at timestamptz(3),
  sms_consent text,
  sms_opt_in text,
  sms_consent_at timestamptz(3),
  tags text[] NOT NULL,
  PRIMARY KEY (shop_id, customer_id),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customer (shop_id, id) ON DELETE CASCADE
);

-- Every merge there was, who made it and why.
CREATE TABLE customer_merge (
  shop_id bigint NOT NULL,
  id bigserial NOT NULL,
  from_id bigint NOT NULL,
  into_id bigint NOT NULL,
  source text NOT NULL,
  evidence jsonb NOT NULL DEFAULT '[]',
  merged_by text NOT NULL DEFAULT '',
  merged_at timestamptz(3) NOT NULL,
  undone_by text,
  undone_at timestamptz(3),
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX customer_merge_standing ON customer_merge (shop_id, from_id) WHERE undone_at IS NULL;
CREATE INDEX customer_merge_shop_id_merged_at_id_idx ON customer_merge (shop_id, merged_at DESC, id);

-- A guest's order that found its customer.
CREATE TABLE order_claim (
  shop_id bigint NOT NULL,
  order_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  basis text NOT NULL,
  claimed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (shop_id, order_id)
);
CREATE INDEX order_claim_shop_id_customer_id_idx ON order_claim (shop_id, customer_id);

-- Customers about whom something has changed by which they may be known as the same person as another.
CREATE TABLE duplicate_pending (
  shop_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  PRIMARY KEY (shop_id, customer_id)
);
INSERT INTO duplicate_pending (shop_id, customer_id) SELECT shop_id, customer_id FROM customer_contact;

-- Two customers who are probably one, or (other_id 0) guests' orders that are probably a customer's.
CREATE TABLE duplicate_suggestion (
  shop_id bigint NOT NULL,
  id bigserial NOT NULL,
  one_id bigint NOT NULL,
  other_id bigint NOT NULL,
  strength smallint NOT NULL,
  evidence jsonb NOT NULL,
  state text NOT NULL DEFAULT 'open',
  found_at timestamptz(3) NOT NULL,
  decided_by text,
  decided_at timestamptz(3),
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX duplicate_suggestion_pair ON duplicate_suggestion (shop_id, one_id, other_id);
CREATE INDEX duplicate_suggestion_other ON duplicate_suggestion (shop_id, other_id);
CREATE INDEX duplicate_suggestion_list ON duplicate_suggestion (shop_id, state, strength DESC, id);

-- What so many share that it tells nothing of who they are.
CREATE TABLE duplicate_crowd (
  shop_id bigint NOT NULL,
  token bigint NOT NULL,
  kind text NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (shop_id, token)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customer_own', 'customer_merge', 'order_claim', 'duplicate_pending', 'duplicate_suggestion', 'duplicate_crowd'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
  END LOOP;
END $$;
GRANT USAGE, SELECT ON SEQUENCE customer_merge_id_seq, duplicate_suggestion_id_seq TO regulars_app;

CREATE FUNCTION shops_with_pending_duplicates() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- Hops from shop to shop through the key.
  WITH RECURSIVE shops AS (
    (SELECT shop_id FROM duplicate_pending ORDER BY shop_id LIMIT 1)
    UNION ALL
    SELECT (SELECT p.shop_id FROM duplicate_pending p WHERE p.shop_id > shops.shop_id ORDER BY p.shop_id LIMIT 1) FROM shops WHERE shops.shop_id IS NOT NULL
  ) SELECT shop_id FROM shops WHERE shop_id IS NOT NULL;
$$;
REVOKE ALL ON FUNCTION shops_with_pending_duplicates() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_pending_duplicates() TO regulars_app;
