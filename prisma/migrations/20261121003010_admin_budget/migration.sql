-- What is known of a shop's API points: one small row that all processes share. The store keeps the true count; every answer of
-- its API carries it. Points of requests that are under way are counted by the minute and a half in which they were sent, so that
-- those of a process that died are forgotten.
CREATE TABLE admin_budget (
  shop_id bigint NOT NULL,
  capacity double precision NOT NULL,
  restore_rate double precision NOT NULL,
  available double precision NOT NULL,
  counted_at timestamptz NOT NULL,
  epoch bigint NOT NULL,
  under_way double precision NOT NULL DEFAULT 0,
  under_way_before double precision NOT NULL DEFAULT 0,
  closed_until timestamptz,
  CONSTRAINT admin_budget_pkey PRIMARY KEY (shop_id)
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE, DELETE ON admin_budget TO regulars_app;
ALTER TABLE admin_budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON admin_budget USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE FUNCTION admin_budget_epoch() RETURNS bigint
  LANGUAGE sql VOLATILE RETURN floor(extract(epoch FROM clock_timestamp()) / 90)::bigint;

-- The shop's row, locked, counted up to now.
CREATE FUNCTION admin_budget_now(p_shop bigint) RETURNS admin_budget
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  b admin_budget;
  e bigint := admin_budget_epoch();
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  SELECT * INTO b FROM admin_budget WHERE shop_id = p_shop FOR UPDATE;
  IF NOT FOUND THEN
    -- The smallest plan, until the first answer says more.
    INSERT INTO admin_budget (shop_id, capacity, restore_rate, available, counted_at, epoch)
    VALUES (p_shop, 1000, 50, 1000, clock_timestamp(), e) ON CONFLICT (shop_id) DO NOTHING;
    SELECT * INTO b FROM admin_budget WHERE shop_id = p_shop FOR UPDATE;
  END IF;
  b.available := least(b.capacity, b.available + b.restore_rate * greatest(0, extract(epoch FROM clock_timestamp() - b.counted_at)));
  b.counted_at := greatest(b.counted_at, clock_timestamp());
  IF e > b.epoch THEN
    b.under_way_before := CASE WHEN e = b.epoch + 1 THEN b.under_way ELSE 0 END;
    b.under_way := 0;
    b.epoch := e;
  END IF;
  RETURN b;
END $$;

CREATE FUNCTION admin_budget_store(b admin_budget) RETURNS void
  LANGUAGE sql SECURITY INVOKER SET search_path = public, pg_temp AS $$
  UPDATE admin_budget SET capacity = b.capacity, restore_rate = b.restore_rate, available = b.available, counted_at = b.counted_at,
    epoch = b.epoch, under_way = b.under_way, under_way_before = b.under_way_before, closed_until = b.closed_until
  WHERE shop_id = b.shop_id;
$$;

-- Takes points, or says how many milliseconds to wait before asking again. p_leave is the share of the bucket that must stay
-- for others; somebody who wants more than there can ever be gets it when the bucket is as full as it can be.
CREATE FUNCTION reserve_admin_points(p_shop bigint, p_points double precision, p_leave double precision, OUT wait_ms integer, OUT reserved_epoch bigint)
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  b admin_budget := admin_budget_now(p_shop);
  need double precision;
BEGIN
  reserved_epoch := b.epoch;
  IF b.closed_until > clock_timestamp() THEN
    wait_ms := ceil(extract(epoch FROM b.closed_until - clock_timestamp()) * 1000);
    RETURN;
  END IF;
  need := least(b.capacity, p_points + p_leave * b.capacity);
  wait_ms := ceil(greatest(0, need - b.available) / b.restore_rate * 1000);
  IF wait_ms > 0 THEN RETURN; END IF;
  b.available := b.available - p_points;
  b.under_way := b.under_way + p_points;
  PERFORM admin_budget_store(b);
END $$;

-- What a request that has ended tells. Without a status (no answer came) only the reservation is given up: what it cost is unknown.
CREATE FUNCTION settle_admin_points(p_shop bigint, p_points double precision, p_epoch bigint, p_capacity double precision, p_available double precision, p_rate double precision)
  RETURNS void LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  b admin_budget := admin_budget_now(p_shop);
BEGIN
  IF p_epoch = b.epoch THEN b.under_way := greatest(0, b.under_way - p_points);
  ELSIF p_epoch = b.epoch - 1 THEN b.under_way_before := greatest(0, b.under_way_before - p_points);
  END IF;
  IF p_capacity IS NOT NULL THEN
    b.capacity := p_capacity;
    b.restore_rate := p_rate;
    -- Of what is under way the store may have seen some already: then we think it poorer than it is, until the answer comes.
    b.available := p_available - b.under_way - b.under_way_before;
  END IF;
  PERFORM admin_budget_store(b);
END $$;

-- The store has asked for a pause: nobody calls it before.
CREATE FUNCTION close_admin_budget(p_shop bigint, p_ms double precision) RETURNS void
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  b admin_budget := admin_budget_now(p_shop);
BEGIN
  b.closed_until := greatest(b.closed_until, clock_timestamp() + p_ms * interval '1 millisecond');
  PERFORM admin_budget_store(b);
END $$;
