-- What Shopify Flow refuses is counted with the rest.
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
  UNION ALL SELECT 'storefront_oldest_seconds', coalesce(extract(epoch FROM now() - min(waiting_since)), 0)
    FROM loyalty_storefront JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND s.access_lost_at IS NULL
  -- As the merchant's page counts them (redemption-list.store.server.ts).
  UNION ALL SELECT 'rewards_stuck', count(*) FROM loyalty_saga q JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND (q.task <> 'end' OR q.error IS NOT NULL) AND (q.error IS NOT NULL
    OR (q.due_at <= now() AND q.next_at < now() - interval '5 minutes' AND (q.leased_until IS NULL OR q.leased_until < now())))
  UNION ALL SELECT 'flow_given_up', count(*) FROM loyalty_flow_event JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND sent_at IS NULL AND next_at = 'infinity'
  UNION ALL SELECT 'shops_installed', count(*) FROM shop WHERE status = 'installed'
  UNION ALL SELECT 'shops_access_lost', count(*) FROM shop WHERE status = 'installed' AND access_lost_at IS NOT NULL;
$$;
