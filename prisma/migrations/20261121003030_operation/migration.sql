-- W3C trace context of the request that brought a webhook.
ALTER TABLE webhook_inbox ADD COLUMN trace text;
DROP FUNCTION receive_webhook(bigint, bytea, text, text, text, text, timestamptz, bytea);
CREATE FUNCTION receive_webhook(
  p_shop bigint, p_dedupe bytea, p_topic text, p_webhook_id text, p_event_id text, p_api_version text, p_triggered_at timestamptz, p_body bytea,
  p_trace text DEFAULT NULL
) RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  INSERT INTO webhook_inbox (shop_id, dedupe_key, topic, webhook_id, event_id, api_version, triggered_at, sealed_body, trace)
  VALUES (p_shop, p_dedupe, p_topic, p_webhook_id, p_event_id, p_api_version, p_triggered_at, p_body, p_trace)
  ON CONFLICT (shop_id, dedupe_key) DO NOTHING;
  RETURN FOUND;
END $$;

-- What a process may know of all shops together: sums and ages, for whoever watches over it.
CREATE FUNCTION operation_counts() RETURNS TABLE (name text, value double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'inbox_pending', count(*) FROM webhook_inbox WHERE state = 0
  UNION ALL SELECT 'inbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM webhook_inbox WHERE state = 0 AND attempts = 0
  UNION ALL SELECT 'inbox_parked', count(*) FROM webhook_inbox WHERE state = 2
  UNION ALL SELECT 'outbox_pending', count(*) FROM domain_event WHERE relayed_at IS NULL AND NOT held
  UNION ALL SELECT 'outbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(recorded_at)), 0) FROM domain_event WHERE relayed_at IS NULL AND NOT held
  UNION ALL SELECT 'events_unfinished', count(*) FROM domain_event WHERE relayed_at IS NOT NULL AND finished_at IS NULL
  UNION ALL SELECT 'events_held', count(*) FROM domain_event WHERE held
  UNION ALL SELECT 'events_given_up', count(*) FROM domain_event WHERE error IS NOT NULL
  UNION ALL SELECT 'shops_installed', count(*) FROM shop WHERE status = 'installed'
  UNION ALL SELECT 'shops_access_lost', count(*) FROM shop WHERE status = 'installed' AND access_lost_at IS NOT NULL;
$$;

-- Which of these migrations the database lacks.
CREATE FUNCTION missing_migrations(p_names text[]) RETURNS SETOF text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT n FROM unnest(p_names) AS n
    WHERE NOT EXISTS (SELECT FROM _prisma_migrations m WHERE m.migration_name = n AND m.finished_at IS NOT NULL AND m.rolled_back_at IS NULL);
END $$;
REVOKE ALL ON FUNCTION operation_counts(), missing_migrations(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION operation_counts(), missing_migrations(text[]) TO regulars_app;
