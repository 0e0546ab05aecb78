-- Members are told of one pack after the other; nothing ever wrote into these.
CREATE OR REPLACE FUNCTION shops_with_projection() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND (
    EXISTS (SELECT FROM loyalty_projection q WHERE q.shop_id = s.shop_id AND q.next_at <= now())
    OR EXISTS (SELECT FROM loyalty_benefit_state b WHERE b.shop_id = s.shop_id AND (b.done_at IS NULL OR b.done_at < greatest(b.wanted_at, now() - interval '1 day')) AND b.next_at <= now()));
$$;
CREATE OR REPLACE FUNCTION queue_projection_of_shop() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE loyalty_member SET projected = NULL WHERE shop_id = NEW.shop_id AND projected IS NOT NULL;
  INSERT INTO loyalty_projection AS q (shop_id, customer_id) SELECT shop_id, customer_id FROM loyalty_member m WHERE m.shop_id = NEW.shop_id ORDER BY customer_id
    ON CONFLICT (shop_id, customer_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = now(), error = NULL;
  INSERT INTO loyalty_benefit_state AS s (shop_id) SELECT NEW.shop_id WHERE EXISTS (SELECT FROM loyalty_programme p WHERE p.shop_id = NEW.shop_id AND p.applied_at IS NOT NULL)
    ON CONFLICT (shop_id) DO UPDATE SET wanted_at = now(), attempts = 0, next_at = now(), error = NULL;
  RETURN NULL;
END $$;
DROP INDEX loyalty_projection_held;
ALTER TABLE loyalty_projection DROP COLUMN run_id, DROP COLUMN run_changes;
CREATE INDEX "loyalty_projection_waiting" ON "loyalty_projection"("shop_id", "waiting_since", "customer_id");
DROP TABLE loyalty_projection_run, loyalty_drift;
