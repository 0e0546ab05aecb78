-- Whoever waits for a page gets a place in a line that all processes share: the points are taken at once, and what is not there yet
-- is waited for. So the first to ask is the first to be served, on whichever process, and who would wait too long hears it at once.
-- `available` lies below zero by what has been promised.
CREATE FUNCTION book_admin_points(p_shop bigint, p_points double precision, p_patience_ms double precision, OUT wait_ms integer, OUT booked boolean, OUT reserved_epoch bigint)
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  b admin_budget := admin_budget_now(p_shop);
BEGIN
  reserved_epoch := b.epoch;
  wait_ms := ceil(1000 * greatest(0, (least(b.capacity, p_points) - b.available) / b.restore_rate, extract(epoch FROM b.closed_until - clock_timestamp())));
  booked := wait_ms <= p_patience_ms;
  IF NOT booked THEN RETURN; END IF;
  b.available := b.available - p_points;
  b.under_way := b.under_way + p_points;
  PERFORM admin_budget_store(b);
END $$;

-- For how many milliseconds the store has still asked us to pause.
CREATE FUNCTION admin_pause_ms(p_shop bigint) RETURNS integer
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  RETURN coalesce((SELECT ceil(1000 * greatest(0, extract(epoch FROM closed_until - clock_timestamp()))) FROM admin_budget WHERE shop_id = p_shop), 0);
END $$;
