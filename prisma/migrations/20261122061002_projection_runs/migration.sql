-- Bulk mutations that tell the store of many members at once. Those that a run holds are told of by nothing else until it has ended.
ALTER TABLE "loyalty_projection"
    ADD COLUMN "run_id" BIGINT,
    ADD COLUMN "run_changes" INTEGER,
    ADD COLUMN "run_read_at" TIMESTAMPTZ(3),
    -- What is to be done, what of it is left, and what the store will have been told.
    ADD COLUMN "run_plan" JSONB;
CREATE INDEX "loyalty_projection_held" ON "loyalty_projection"("shop_id", "run_id", "customer_id") WHERE run_id IS NOT NULL;

CREATE TABLE "loyalty_projection_run" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running', -- running | done
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "finished_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "members" INTEGER NOT NULL,
    -- Members with whom it did not come off: each is told of by itself.
    "failed" INTEGER NOT NULL DEFAULT 0,
    "operations" JSONB NOT NULL,

    CONSTRAINT "loyalty_projection_run_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_projection_running" ON "loyalty_projection_run"("shop_id") WHERE status = 'running';
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_projection_run TO regulars_app;
GRANT USAGE, SELECT ON SEQUENCE loyalty_projection_run_id_seq TO regulars_app;
ALTER TABLE loyalty_projection_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_projection_run USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE OR REPLACE FUNCTION shops_with_projection() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND (
    EXISTS (SELECT FROM loyalty_projection q WHERE q.shop_id = s.shop_id AND q.next_at <= now() AND q.run_id IS NULL)
    OR EXISTS (SELECT FROM loyalty_projection_run r WHERE r.shop_id = s.shop_id AND r.status = 'running' AND r.next_at <= now())
    OR EXISTS (SELECT FROM loyalty_projection_look l WHERE l.shop_id = s.shop_id AND l.due_at <= now())
    OR EXISTS (SELECT FROM loyalty_benefit_state b WHERE b.shop_id = s.shop_id AND (b.done_at IS NULL OR b.done_at < greatest(b.wanted_at, now() - interval '1 day')) AND b.next_at <= now()));
$$;
