-- The application connects as a login role that is a member of regulars_app: it owns nothing and cannot bypass
-- row-level security (checked at boot). Only the owner of the tables sees more than one shop at a time.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'regulars_app') THEN
    CREATE ROLE regulars_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO regulars_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO regulars_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO regulars_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO regulars_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO regulars_app;
REVOKE ALL ON TABLE "_prisma_migrations" FROM regulars_app;

-- With no tenant set this is NULL, and NULL equals nothing.
CREATE FUNCTION current_shop() RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.shop_id', true), '')::bigint;

DO $$
DECLARE
  t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;

-- A body is sealed, so it does not compress: spare PostgreSQL the attempt.
ALTER TABLE webhook_inbox ALTER COLUMN sealed_body SET STORAGE EXTERNAL;
CREATE INDEX webhook_inbox_pending ON webhook_inbox (shop_id, next_at, id) WHERE state = 0;
CREATE INDEX domain_event_unrelayed ON domain_event (shop_id, id) WHERE relayed_at IS NULL;
CREATE UNIQUE INDEX import_run_one_running ON import_run (shop_id) WHERE status = 'running';

-- Records born here (guests who become customers, imports from files) count down from -1; Shopify's ids are positive.
CREATE SEQUENCE local_id INCREMENT BY -1 START WITH -1 MINVALUE -9223372036854775807 MAXVALUE -1;
GRANT USAGE, SELECT ON SEQUENCE local_id TO regulars_app;

-- One round trip for the receiver: set the tenant, insert, say whether it was new.
CREATE FUNCTION receive_webhook(
  p_shop bigint, p_dedupe bytea, p_topic text, p_webhook_id text, p_event_id text, p_api_version text, p_triggered_at timestamptz, p_body bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  INSERT INTO webhook_inbox (shop_id, dedupe_key, topic, webhook_id, event_id, api_version, triggered_at, sealed_body)
  VALUES (p_shop, p_dedupe, p_topic, p_webhook_id, p_event_id, p_api_version, p_triggered_at, p_body)
  ON CONFLICT (shop_id, dedupe_key) DO NOTHING;
  RETURN FOUND;
END $$;

-- What the worker may know across shops: ids of shops that have something to do, and nothing else.
CREATE FUNCTION shops_with_pending_inbox() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE due AS (
    (SELECT shop_id FROM webhook_inbox WHERE state = 0 ORDER BY shop_id LIMIT 1)
    UNION ALL
    SELECT (SELECT w.shop_id FROM webhook_inbox w WHERE w.state = 0 AND w.shop_id > due.shop_id ORDER BY w.shop_id LIMIT 1)
    FROM due WHERE due.shop_id IS NOT NULL
  )
  SELECT d.shop_id FROM due d WHERE d.shop_id IS NOT NULL
    AND EXISTS (SELECT FROM webhook_inbox w WHERE w.shop_id = d.shop_id AND w.state = 0 AND w.next_at <= now());
$$;

CREATE FUNCTION shops_with_unrelayed_events() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM domain_event WHERE relayed_at IS NULL;
$$;

CREATE FUNCTION installed_shops() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop WHERE status = 'installed';
$$;

REVOKE ALL ON FUNCTION shops_with_pending_inbox(), shops_with_unrelayed_events(), installed_shops() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_pending_inbox(), shops_with_unrelayed_events(), installed_shops() TO regulars_app;
