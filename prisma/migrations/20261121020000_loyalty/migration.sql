-- What only grows may go with its whole shop, once that shop has been erased, and not before.
CREATE FUNCTION refuse_to_rewrite_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM shop WHERE shop_id = OLD.shop_id AND status = 'redacted') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The table % only grows.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- Programmes: a version is frozen once it is published; what is in force at a moment is the last that took effect before it.
CREATE TABLE "loyalty_programme" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "withdrawn_at" TIMESTAMPTZ(3),
    -- When all members had been looked at under it.
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "loyalty_programme_pkey" PRIMARY KEY ("shop_id","version")
);

CREATE TABLE "loyalty_draft" (
    "shop_id" BIGINT NOT NULL,
    "document" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "loyalty_draft_pkey" PRIMARY KEY ("shop_id")
);

-- A customer's account. The balances are kept in the transaction of the entries that move them; available and pending are
-- the sums of its lots, owed is what was taken back and could not be found.
CREATE TABLE "loyalty_member" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "available" BIGINT NOT NULL DEFAULT 0 CHECK (available >= 0),
    "pending" BIGINT NOT NULL DEFAULT 0 CHECK (pending >= 0),
    "owed" BIGINT NOT NULL DEFAULT 0 CHECK (owed >= 0),
    "entries" INTEGER NOT NULL DEFAULT 0,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "last_order_at" TIMESTAMPTZ(3),
    "tier" TEXT,
    "tier_since" TIMESTAMPTZ(3),
    "tier_until" TIMESTAMPTZ(3),
    "tier_pinned_until" TIMESTAMPTZ(3),
    "merged_into" BIGINT,
    -- Month and day, `MM-DD`; whose it is stands in the vault.
    "birthday" TEXT,
    "birthday_set_at" TIMESTAMPTZ(3),
    -- When something next falls due by itself: a lot matures or ends, a tier is reviewed. Null: nothing does.
    "due_at" TIMESTAMPTZ(3),
    -- What the store was last told of tier and balance, and whether that is out of date.
    "projected" JSONB,
    "projected_at" TIMESTAMPTZ(3),

    CONSTRAINT "loyalty_member_pkey" PRIMARY KEY ("shop_id","customer_id")
);
CREATE INDEX "loyalty_member_due" ON "loyalty_member"("shop_id", "due_at") WHERE due_at IS NOT NULL;
CREATE INDEX "loyalty_member_available" ON "loyalty_member"("shop_id", "available" DESC, "customer_id");
CREATE INDEX "loyalty_member_tier" ON "loyalty_member"("shop_id", "tier", "customer_id");
CREATE INDEX "loyalty_member_joined" ON "loyalty_member"("shop_id", "joined_at" DESC, "customer_id");

-- The ledger: each row moves points from one account to another, and it only grows.
-- Accounts: member:available, member:pending, member:owed and the shop's own: shop:issued, shop:redeemed, shop:expired, shop:transferred.
CREATE TABLE "ledger_entry" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    -- source:sourceId:rule:purpose, unique in the shop; `part` numbers the movements of one posting.
    "key" TEXT NOT NULL,
    "part" SMALLINT NOT NULL DEFAULT 0,
    "input_hash" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "points" BIGINT NOT NULL CHECK (points > 0),
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "programme_version" INTEGER,
    "order_id" BIGINT,
    "redemption_id" BIGINT,
    -- The lots that were touched and by how much; an entry that opens a lot names itself.
    "lots" BIGINT[] NOT NULL DEFAULT '{}',
    "lot_points" BIGINT[] NOT NULL DEFAULT '{}',
    -- Of the lot it opens: when it matures (pending), since when it has been available, when it ends, and whether that end is its own or the programme's.
    "matures_at" TIMESTAMPTZ(3),
    "available_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "fixed_expiry" BOOLEAN NOT NULL DEFAULT false,
    "explanation" JSONB,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "ledger_entry_accounts" CHECK (debit <> credit)
);
CREATE UNIQUE INDEX "ledger_entry_key" ON "ledger_entry"("shop_id", "key", "part");
CREATE INDEX "ledger_entry_member" ON "ledger_entry"("shop_id", "customer_id", "id");
CREATE INDEX "ledger_entry_order" ON "ledger_entry"("shop_id", "order_id") WHERE order_id IS NOT NULL;
CREATE INDEX "ledger_entry_occurred" ON "ledger_entry"("shop_id", "occurred_at", "id");
CREATE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_unless_erased();
CREATE TRIGGER ledger_entry_is_not_emptied BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();

-- A lot has the id of the entry that opened it. Kept in the transaction of the entries; can be made again from them.
CREATE TABLE "ledger_lot" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "order_id" BIGINT,
    "state" SMALLINT NOT NULL, -- 0 pending, 1 available
    "points" BIGINT NOT NULL CHECK (points > 0),
    "remaining" BIGINT NOT NULL CHECK (remaining >= 0),
    "matures_at" TIMESTAMPTZ(3),
    "available_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "fixed_expiry" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ledger_lot_pkey" PRIMARY KEY ("shop_id","customer_id","id")
);
CREATE INDEX "ledger_lot_open" ON "ledger_lot"("shop_id", "customer_id", "state", "expires_at", "id") WHERE remaining > 0;
CREATE INDEX "ledger_lot_ending" ON "ledger_lot"("shop_id", "expires_at") WHERE remaining > 0 AND state = 1;

-- What an order has earned so far, and by which rule: the rule of the day on which it was placed.
CREATE TABLE "loyalty_order" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "programme_version" INTEGER,
    "tier" TEXT,
    "tier_multiplier" TEXT NOT NULL DEFAULT '1',
    -- Points that the kept goods earn, and those that have been granted (the ledger's sum for the order).
    "target" BIGINT NOT NULL DEFAULT 0,
    "granted" BIGINT NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    -- The money base of what is kept, minor units: tier spend is the sum of these.
    "base" BIGINT NOT NULL DEFAULT 0,
    -- Base before any refund: what the share of a reward's points that comes back is reckoned against.
    "line_value" BIGINT NOT NULL DEFAULT 0,
    "kept_line_value" BIGINT NOT NULL DEFAULT 0,
    "counts" BOOLEAN NOT NULL DEFAULT false,
    -- Why it earns nothing, from the published list; null when it earns.
    "nothing" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "earned_at" TIMESTAMPTZ(3),
    "matures_at" TIMESTAMPTZ(3),
    "order_version_at" TIMESTAMPTZ(3) NOT NULL,
    "explanation" JSONB NOT NULL,

    CONSTRAINT "loyalty_order_pkey" PRIMARY KEY ("shop_id","order_id")
);
CREATE INDEX "loyalty_order_member" ON "loyalty_order"("shop_id", "customer_id", "placed_at");
CREATE INDEX "loyalty_order_placed" ON "loyalty_order"("shop_id", "placed_at" DESC, "order_id");

-- Points that were spent on something: a saga from the reservation to its end.
CREATE TABLE "loyalty_redemption" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "reward" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "points" BIGINT NOT NULL CHECK (points > 0),
    "returned" BIGINT NOT NULL DEFAULT 0 CHECK (returned >= 0 AND returned <= points),
    "status" TEXT NOT NULL, -- reserved | committed | released | used | cancelled | expired
    "entry_id" BIGINT NOT NULL,
    "order_id" BIGINT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "loyalty_redemption_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_redemption_request" ON "loyalty_redemption"("shop_id", "request_key");
CREATE INDEX "loyalty_redemption_member" ON "loyalty_redemption"("shop_id", "customer_id", "id");
CREATE INDEX "loyalty_redemption_order" ON "loyalty_redemption"("shop_id", "order_id") WHERE order_id IS NOT NULL;

-- Every change of a tier, with the numbers behind it. It only grows.
CREATE TABLE "loyalty_tier_change" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT,
    "reason" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "programme_version" INTEGER,
    "order_id" BIGINT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "loyalty_tier_change_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "loyalty_tier_change_member" ON "loyalty_tier_change"("shop_id", "customer_id", "id");
CREATE TRIGGER loyalty_tier_change_only_grows BEFORE UPDATE OR DELETE ON loyalty_tier_change FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_unless_erased();

-- Who was merged into whom, and what came with them, so that it can be undone.
CREATE TABLE "loyalty_merge" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "from_customer" BIGINT NOT NULL,
    "into_customer" BIGINT NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "unmerged_at" TIMESTAMPTZ(3),
    "detail" JSONB NOT NULL,

    CONSTRAINT "loyalty_merge_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "loyalty_merge_from" ON "loyalty_merge"("shop_id", "from_customer");

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['loyalty_programme', 'loyalty_draft', 'loyalty_member', 'ledger_entry', 'ledger_lot', 'loyalty_order', 'loyalty_redemption',
                           'loyalty_tier_change', 'loyalty_merge'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;
REVOKE UPDATE ON ledger_entry, loyalty_tier_change FROM regulars_app;
GRANT USAGE, SELECT ON SEQUENCE ledger_entry_id_seq, loyalty_redemption_id_seq, loyalty_tier_change_id_seq, loyalty_merge_id_seq TO regulars_app;

CREATE FUNCTION shops_with_loyalty_due(until timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM loyalty_member WHERE due_at <= until;
$$;
REVOKE ALL ON FUNCTION shops_with_loyalty_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_loyalty_due(timestamptz) TO regulars_app;
