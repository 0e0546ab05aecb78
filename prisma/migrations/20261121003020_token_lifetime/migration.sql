-- Until when the session's refresh token lives; it is renewed before, also where nobody uses the app.
ALTER TABLE session ADD COLUMN refresh_until timestamptz(3);

-- Shops whose offline token would be lost by p_before if nobody refreshed it.
CREATE FUNCTION shops_with_ending_tokens(p_before timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM session s JOIN shop USING (shop_id)
  WHERE NOT s.is_online AND s.expires_at IS NOT NULL AND coalesce(s.refresh_until, '-infinity') < p_before AND shop.status = 'installed';
$$;
REVOKE ALL ON FUNCTION shops_with_ending_tokens(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_ending_tokens(timestamptz) TO regulars_app;
