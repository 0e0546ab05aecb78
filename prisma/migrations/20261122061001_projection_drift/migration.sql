-- Comparisons of what the store shows of members with what it was told.
CREATE TABLE "loyalty_drift" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    -- The shop's day it is for; null when somebody asked.
    "night" DATE,
    "status" TEXT NOT NULL DEFAULT 'running', -- running | done | failed
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    -- The bulk query of all customers, when it was asked for, and how far its file has been read.
    "bulk_id" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "byte_offset" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "checked" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "extra" INTEGER NOT NULL DEFAULT 0,
    "points" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "loyalty_drift_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_drift_night" ON "loyalty_drift"("shop_id", "night") WHERE night IS NOT NULL;
CREATE UNIQUE INDEX "loyalty_drift_running" ON "loyalty_drift"("shop_id") WHERE status = 'running';
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_drift TO regulars_app;
GRANT USAGE, SELECT ON SEQUENCE loyalty_drift_id_seq TO regulars_app;
ALTER TABLE loyalty_drift ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_drift USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE FUNCTION shops_with_drift() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.shop_id FROM loyalty_drift d WHERE d.status = 'running' AND d.next_at <= now();
$$;
REVOKE ALL ON FUNCTION shops_with_drift() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_drift() TO regulars_app;

CREATE OR REPLACE FUNCTION operation_counts() RETURNS TABLE (name text, value double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'inbox_pending', count(*) FROM webhook_inbox WHERE state = 0
  UNION ALL SELECT 'inbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM webhook_inbox WHERE state = 0 AND attempts = 0
  UNION ALL SELECT 'inbox_parked', count(*) FROM webhook_inbox WHERE state = 2
  UNION ALL SELECT 'outbox_pending', count(*) FROM domain_event WHERE relayed_at IS NULL AND NOT held
  UNION ALL SELECT 'outbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(recorded_at)), 0) FROM domain_event WHERE relayed_at IS NULL AND NOT held
  UNION ALL SELECT 'events_unfinished', count(*) FROM domain_event WHERE relayed_at IS NOT NULL AND finished_at IS NULL
  UNION ALL SELECT 'events_held', count(*) FROM domain_event WHERE held
  UNION ALL SELECT 'events_given_up', count(*) FROM domain_event WHERE error IS NOT NULL
  UNION ALL SELECT 'projection_waiting', count(*) FROM loyalty_projection JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND next_at < 'infinity'
  UNION ALL SELECT 'projection_oldest_seconds', coalesce(extract(epoch FROM now() - min(waiting_since)), 0)
    FROM loyalty_projection JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND next_at < 'infinity'
  UNION ALL SELECT 'projection_given_up', count(*) FROM loyalty_projection WHERE next_at = 'infinity'
  UNION ALL SELECT 'projection_drift', coalesce(sum(d.missing + d.stale + d.extra), 0) FROM shop s JOIN LATERAL (
    SELECT missing, stale, extra FROM loyalty_drift l WHERE l.shop_id = s.shop_id AND l.status = 'done' ORDER BY id DESC LIMIT 1) d ON true WHERE s.status = 'installed'
  UNION ALL SELECT 'shops_installed', count(*) FROM shop WHERE status = 'installed'
  UNION ALL SELECT 'shops_access_lost', count(*) FROM shop WHERE status = 'installed' AND access_lost_at IS NOT NULL;
$$;
