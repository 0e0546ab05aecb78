-- What a shop's ledger comes to by day, so that no page has to read the ledger as a whole. An entry is added here once it can be told that no
-- entry with a lower number will ever appear; what is younger is read from the ledger. All of it can be made again from the entries.
CREATE TABLE "loyalty_rollup" (
    "shop_id" BIGINT NOT NULL,
    -- Of the shop, when the days were cut. In another zone they are cut anew.
    "zone" TEXT NOT NULL,
    -- The entries up to this number have been added.
    "through" BIGINT NOT NULL DEFAULT 0,
    -- No entry up to this number will appear any more when all transactions older than `candidate_xid` have ended.
    "candidate" BIGINT,
    "candidate_xid" BIGINT,

    CONSTRAINT "loyalty_rollup_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "loyalty_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "entries" BIGINT NOT NULL,

    CONSTRAINT "loyalty_day_pkey" PRIMARY KEY ("shop_id","day","reason","debit","credit")
);

-- What became of the points that became available in a month, by the number of months since: how much of it is never spent is reckoned from this.
CREATE TABLE "loyalty_cohort" (
    "shop_id" BIGINT NOT NULL,
    -- The first day of the month in which the points became available.
    "month" DATE NOT NULL,
    -- Calendar months since then.
    "age" INTEGER NOT NULL,
    -- Members in one of a few groups, to tell how far the answer depends on who they are.
    "sample" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL, -- granted | redeemed | expired | withdrawn
    "points" BIGINT NOT NULL,

    CONSTRAINT "loyalty_cohort_pkey" PRIMARY KEY ("shop_id","month","age","sample","kind")
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['loyalty_rollup', 'loyalty_day', 'loyalty_cohort'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;

-- A number is only ever drawn by a transaction that has an id already: whoever sees a number in the sequence and takes an id of its own
-- afterwards has the higher id, and knows by it when the entry of that number has been committed or never will be.
CREATE FUNCTION ledger_entry_takes_xid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_takes_xid BEFORE INSERT ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_takes_xid();

-- The activity feed by reason. The two that most entries have lie close together in the order of time anyway.
CREATE INDEX "ledger_entry_reason" ON "ledger_entry"("shop_id", "reason", "occurred_at", "id") WHERE reason <> 'order_earned' AND reason <> 'matured';
CREATE INDEX "loyalty_tier_change_occurred" ON "loyalty_tier_change"("shop_id", "occurred_at", "id");
