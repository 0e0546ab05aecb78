-- What a delivery that failed is about, `order/123`: known from its body, which may be gone by the time somebody asks.
ALTER TABLE "webhook_inbox" ADD COLUMN "about" TEXT;
-- Few rows at any time: what waits for another try, and what has been given up.
CREATE INDEX webhook_inbox_troubled ON webhook_inbox (shop_id, id) WHERE state = 2 OR (state = 0 AND attempts > 0);
CREATE INDEX webhook_inbox_done ON webhook_inbox (shop_id, done_at) WHERE state = 1;
CREATE INDEX webhook_inbox_received ON webhook_inbox (shop_id, received_at);

CREATE TABLE "reconcile_run" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "reason" TEXT NOT NULL,
    "night" DATE,
    "whole" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'running',
    "error" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconcile_run_pkey" PRIMARY KEY ("shop_id","id")
);
-- Once a night, however many workers look at the clock; and one run at a time.
CREATE UNIQUE INDEX "reconcile_run_shop_id_night_key" ON "reconcile_run"("shop_id", "night");
CREATE UNIQUE INDEX reconcile_run_one_running ON reconcile_run (shop_id) WHERE status = 'running';
CREATE INDEX "reconcile_run_shop_id_started_at_idx" ON "reconcile_run"("shop_id", "started_at" DESC);

CREATE TABLE "reconcile_part" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "step" TEXT NOT NULL DEFAULT 'waiting',
    "swept" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3),
    "cursor" TEXT,
    "store_total" BIGINT,
    "our_total" BIGINT,
    "checked" BIGINT NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "extra" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "bulk_id" TEXT,
    "byte_offset" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reconcile_part_pkey" PRIMARY KEY ("shop_id","run_id","kind")
);
ALTER TABLE "reconcile_part" ADD CONSTRAINT "reconcile_part_shop_id_run_id_fkey"
  FOREIGN KEY ("shop_id", "run_id") REFERENCES "reconcile_run"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "reconcile_item" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" BIGINT NOT NULL,
    "drift" TEXT NOT NULL,
    "state" SMALLINT NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "reconcile_item_pkey" PRIMARY KEY ("shop_id","run_id","kind","record_id")
);
ALTER TABLE "reconcile_item" ADD CONSTRAINT "reconcile_item_shop_id_run_id_kind_fkey"
  FOREIGN KEY ("shop_id", "run_id", "kind") REFERENCES "reconcile_part"("shop_id", "run_id", "kind") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX reconcile_item_waiting ON reconcile_item (shop_id, run_id, kind, record_id) WHERE state = 0;

-- Ids that a sweep has seen in the store, until it has ended.
CREATE TABLE "reconcile_seen" (
    "shop_id" BIGINT NOT NULL,
    "run_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" BIGINT NOT NULL,

    CONSTRAINT "reconcile_seen_pkey" PRIMARY KEY ("shop_id","run_id","kind","record_id")
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reconcile_run', 'reconcile_part', 'reconcile_item', 'reconcile_seen'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;
GRANT USAGE, SELECT ON SEQUENCE reconcile_run_id_seq TO regulars_app;
