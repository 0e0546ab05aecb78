-- Members whose tier or balance the store has to be told anew: one row each, however often they change meanwhile.
CREATE TABLE "loyalty_projection" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 1,
    "waiting_since" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    -- Infinity: given up until something changes or somebody asks.
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "error" TEXT,
    -- Held by a bulk operation until that has ended: nothing newer may be overtaken by what it still writes.
    "run_id" BIGINT,
    "run_changes" INTEGER,

    CONSTRAINT "loyalty_projection_pkey" PRIMARY KEY ("shop_id","customer_id")
) WITH (fillfactor = 80);
CREATE INDEX "loyalty_projection_held" ON "loyalty_projection"("shop_id", "run_id", "customer_id") WHERE run_id IS NOT NULL;

-- A bulk operation of the store that tells it of many members at once.
CREATE TABLE "loyalty_projection_run" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'running', -- running | done
    "members" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "operations" JSONB NOT NULL DEFAULT '[]',
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "loyalty_projection_run_pkey" PRIMARY KEY ("shop_id","id")
);

-- What a tier gives at the checkout, as it stands in the store.
CREATE TABLE "loyalty_benefit" (
    "shop_id" BIGINT NOT NULL,
    "tier" TEXT NOT NULL,
    "kind" TEXT NOT NULL, -- segment | percent | shipping
    "store_id" BIGINT,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "loyalty_benefit_pkey" PRIMARY KEY ("shop_id","tier","kind")
);

-- When a shop's benefits have to be brought to the store: asked for, and done by the round.
CREATE TABLE "loyalty_benefit_state" (
    "shop_id" BIGINT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "done_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "error" TEXT,

    CONSTRAINT "loyalty_benefit_state_pkey" PRIMARY KEY ("shop_id")
);

-- Comparisons of what stands in the store with what it was told.
CREATE TABLE "loyalty_drift" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    -- The night it is for; null when somebody asked.
    "night" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'running', -- running | done | failed
    "bulk_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "checked" INTEGER NOT NULL DEFAULT 0,
    "members" INTEGER NOT NULL DEFAULT 0,
    "benefits" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "loyalty_drift_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_drift_night" ON "loyalty_drift"("shop_id", "night") WHERE night IS NOT NULL;
CREATE UNIQUE INDEX "loyalty_drift_running" ON "loyalty_drift"("shop_id") WHERE status = 'running';

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['loyalty_projection', 'loyalty_projection_run', 'loyalty_benefit', 'loyalty_benefit_state', 'loyalty_drift'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;
GRANT USAGE, SELECT ON SEQUENCE loyalty_projection_run_id_seq, loyalty_drift_id_seq TO regulars_app;

-- Whoever changes a member, and for whatever reason, the store follows. What the round itself notes down is none of it.
CREATE FUNCTION queue_projection() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) VALUES (NEW.shop_id, NEW.customer_id)
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = least(q.next_at, now()), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER loyalty_member_added AFTER INSERT ON loyalty_member FOR EACH ROW EXECUTE FUNCTION queue_projection();
CREATE TRIGGER loyalty_member_changed AFTER UPDATE ON loyalty_member FOR EACH ROW
  WHEN ((OLD.available, OLD.pending, OLD.owed, OLD.tier, OLD.tier_since, OLD.tier_until, OLD.due_at, OLD.last_order_at, OLD.merged_into)
    IS DISTINCT FROM (NEW.available, NEW.pending, NEW.owed, NEW.tier, NEW.tier_since, NEW.tier_until, NEW.due_at, NEW.last_order_at, NEW.merged_into))
  EXECUTE FUNCTION queue_projection();

-- An order may count for tiers and move no points.
CREATE FUNCTION queue_projection_of_order() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member m WHERE m.shop_id = NEW.shop_id AND m.customer_id = NEW.customer_id
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = least(q.next_at, now()), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER loyalty_order_base_changed AFTER UPDATE ON loyalty_order FOR EACH ROW
  WHEN ((OLD.base, OLD.counts) IS DISTINCT FROM (NEW.base, NEW.counts)) EXECUTE FUNCTION queue_projection_of_order();

-- Of a person who is erased, and of a record that is merged away, nothing stays behind in the store.
CREATE FUNCTION queue_projection_of_customer() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member m WHERE m.shop_id = NEW.shop_id AND m.customer_id = NEW.id
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = least(q.next_at, now()), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER customer_status_changed AFTER UPDATE OF status ON customer FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION queue_projection_of_customer();

-- A programme that has taken effect may name tiers anew and give other things: all members, and what they get at the checkout.
CREATE FUNCTION queue_projection_of_programme() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member m WHERE m.shop_id = NEW.shop_id ORDER BY customer_id
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = least(q.next_at, now()), error = NULL;
  INSERT INTO loyalty_benefit_state AS s (shop_id) VALUES (NEW.shop_id)
    ON CONFLICT (shop_id) DO UPDATE SET wanted_at = now(), attempts = 0, next_at = now(), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER loyalty_programme_applied AFTER UPDATE OF applied_at ON loyalty_programme FOR EACH ROW
  WHEN (OLD.applied_at IS NULL AND NEW.applied_at IS NOT NULL) EXECUTE FUNCTION queue_projection_of_programme();

-- A shop that comes back may have lost everything meanwhile: what it had been told is forgotten.
CREATE FUNCTION queue_projection_of_shop() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE loyalty_member SET projected = NULL WHERE shop_id = NEW.shop_id AND projected IS NOT NULL;
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member m WHERE m.shop_id = NEW.shop_id ORDER BY customer_id
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = now(), error = NULL, run_id = NULL, run_changes = NULL;
  INSERT INTO loyalty_benefit_state AS s (shop_id) SELECT NEW.shop_id WHERE EXISTS (SELECT FROM loyalty_programme p WHERE p.shop_id = NEW.shop_id AND p.applied_at IS NOT NULL)
    ON CONFLICT (shop_id) DO UPDATE SET wanted_at = now(), attempts = 0, next_at = now(), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER shop_installed_again AFTER UPDATE OF status ON shop FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status = 'installed') EXECUTE FUNCTION queue_projection_of_shop();

-- Shops that members are there already: they are told of for the first time.
INSERT INTO loyalty_projection (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member ORDER BY shop_id, customer_id ON CONFLICT DO NOTHING;
INSERT INTO loyalty_benefit_state (shop_id) SELECT DISTINCT shop_id FROM loyalty_programme WHERE applied_at IS NOT NULL ON CONFLICT DO NOTHING;

CREATE FUNCTION shops_with_projection() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND (
    EXISTS (SELECT FROM loyalty_projection q WHERE q.shop_id = s.shop_id AND q.next_at <= now() AND q.run_id IS NULL)
    OR EXISTS (SELECT FROM loyalty_projection_run r WHERE r.shop_id = s.shop_id AND r.status = 'running' AND r.next_at <= now())
    OR EXISTS (SELECT FROM loyalty_benefit_state b WHERE b.shop_id = s.shop_id AND (b.done_at IS NULL OR b.done_at < b.wanted_at) AND b.next_at <= now())
    OR EXISTS (SELECT FROM loyalty_drift d WHERE d.shop_id = s.shop_id AND d.status = 'running' AND d.next_at <= now()));
$$;
REVOKE ALL ON FUNCTION shops_with_projection() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_projection() TO regulars_app;

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
  UNION ALL SELECT 'shops_installed', count(*) FROM shop WHERE status = 'installed'
  UNION ALL SELECT 'shops_access_lost', count(*) FROM shop WHERE status = 'installed' AND access_lost_at IS NOT NULL;
$$;
