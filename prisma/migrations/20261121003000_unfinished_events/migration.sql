-- An event is finished when its job is, and the database says so: a queue that has lost its jobs is found out, and they are handed over again.
-- finished_at with an error is a job that was given up. held waits for the shop to let us in again. runs counts how often it was begun anew.
ALTER TABLE domain_event
  ADD COLUMN finished_at timestamptz(3),
  ADD COLUMN error text,
  ADD COLUMN held boolean NOT NULL DEFAULT false,
  ADD COLUMN runs integer NOT NULL DEFAULT 0,
  ADD COLUMN trace text;
UPDATE domain_event SET finished_at = relayed_at WHERE relayed_at IS NOT NULL;

CREATE INDEX domain_event_waiting ON domain_event (shop_id, id) WHERE relayed_at IS NULL AND NOT held;
CREATE INDEX domain_event_unfinished ON domain_event (shop_id, relayed_at) WHERE relayed_at IS NOT NULL AND finished_at IS NULL;
CREATE INDEX domain_event_held ON domain_event (shop_id, id) WHERE held;
CREATE INDEX domain_event_given_up ON domain_event (shop_id, finished_at DESC) WHERE error IS NOT NULL;
DROP INDEX domain_event_unrelayed;

CREATE OR REPLACE FUNCTION shops_with_unrelayed_events() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM domain_event WHERE relayed_at IS NULL AND NOT held;
$$;

CREATE FUNCTION shops_with_unfinished_events(p_before timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM domain_event WHERE relayed_at IS NOT NULL AND finished_at IS NULL AND relayed_at < p_before;
$$;
REVOKE ALL ON FUNCTION shops_with_unfinished_events(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_unfinished_events(timestamptz) TO regulars_app;

-- When the store took our access away; empty while we have it.
ALTER TABLE shop ADD COLUMN access_lost_at timestamptz(3);
