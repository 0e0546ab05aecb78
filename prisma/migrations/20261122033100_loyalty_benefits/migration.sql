-- Whoever changes or deletes in the store what a tier gives there: it is looked at again.
CREATE FUNCTION queue_changed_benefit() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE loyalty_benefit_state s SET wanted_at = clock_timestamp(), attempts = 0, next_at = now()
    WHERE s.shop_id = NEW.shop_id AND EXISTS (SELECT FROM loyalty_benefit b WHERE b.shop_id = NEW.shop_id AND b.store_id = NEW.id AND b.kind <> 'segment');
  RETURN NULL;
END $$;
CREATE TRIGGER discount_changed AFTER UPDATE ON discount FOR EACH ROW
  WHEN ((OLD.title, OLD.status, OLD.ends_at, OLD.deleted_at) IS DISTINCT FROM (NEW.title, NEW.status, NEW.ends_at, NEW.deleted_at))
  EXECUTE FUNCTION queue_changed_benefit();

-- Of a segment the store tells nothing: all of it is looked at once a day.
CREATE OR REPLACE FUNCTION shops_with_projection() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND (
    EXISTS (SELECT FROM loyalty_projection q WHERE q.shop_id = s.shop_id AND q.next_at <= now() AND q.run_id IS NULL)
    OR EXISTS (SELECT FROM loyalty_benefit_state b WHERE b.shop_id = s.shop_id AND (b.done_at IS NULL OR b.done_at < greatest(b.wanted_at, now() - interval '1 day')) AND b.next_at <= now()));
$$;
