-- Which shops have books that can be proved, for the commands that go over all of them: ids, and nothing else.
CREATE FUNCTION shops_with_ledger() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop s WHERE EXISTS (SELECT FROM ledger_entry e WHERE e.shop_id = s.shop_id) OR EXISTS (SELECT FROM loyalty_member m WHERE m.shop_id = s.shop_id)
  ORDER BY shop_id;
$$;
REVOKE ALL ON FUNCTION shops_with_ledger() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_ledger() TO regulars_app;

-- A posting that is a transaction of its own: one statement, without begin and commit.
CREATE FUNCTION ledger_post_alone(
  p_shop bigint, p_customer bigint, p_kind text, p_key text, p_hash bigint, p_reason text, p_points bigint, p_at timestamptz, p_version integer,
  p_order bigint, p_redemption bigint, p_explanation jsonb, p_ref bigint, p_matures timestamptz, p_available timestamptz, p_expires timestamptz, p_fixed boolean,
  OUT outcome text, OUT entry_id bigint, OUT available bigint, OUT pending bigint, OUT owed bigint
) LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  SELECT * INTO outcome, entry_id, available, pending, owed FROM ledger_post(p_shop, p_customer, p_kind, p_key, p_hash, p_reason, p_points, p_at, p_version,
    p_order, p_redemption, p_explanation, p_ref, p_matures, p_available, p_expires, p_fixed);
END $$;
