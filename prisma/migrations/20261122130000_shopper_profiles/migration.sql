-- What shoppers may know of themselves, of all who ask at once in one round trip: a sale's rush costs one statement and no transaction
-- of its own. The first row, which is nobody's, says that the shop has the app; without it nothing is told. Whoever has been merged is
-- found as who stands for them. Runs as whoever calls it, so row-level security holds for the tenant that it sets.
CREATE FUNCTION shopper_profiles(p_shop bigint, p_ids bigint[]) RETURNS TABLE (
  asked bigint, orders_count int, customer_since timestamptz, last_order_at timestamptz, points bigint, pending bigint, owed bigint, tier text
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.shop_id', p_shop::text, true);
  IF NOT EXISTS (SELECT FROM shop WHERE shop_id = p_shop AND status = 'installed') THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH RECURSIVE chain AS (
      SELECT c.id AS asked, c.id, c.merged_into, c.status, c.orders_count, c.occurred_at, c.last_order_at, 0 AS depth
      FROM customer c WHERE c.shop_id = p_shop AND c.id = ANY (p_ids)
      UNION ALL
      SELECT chain.asked, c.id, c.merged_into, c.status, c.orders_count, c.occurred_at, c.last_order_at, depth + 1
      FROM chain JOIN customer c ON c.shop_id = p_shop AND c.id = chain.merged_into WHERE depth < 100
    )
    SELECT NULL::bigint, NULL::int, NULL::timestamptz, NULL::timestamptz, NULL::bigint, NULL::bigint, NULL::bigint, NULL::text
    UNION ALL
    SELECT c.asked, c.orders_count, c.occurred_at, c.last_order_at, m.available, m.pending, m.owed, m.tier
    FROM chain c LEFT JOIN loyalty_member m ON m.shop_id = p_shop AND m.customer_id = c.id
      AND EXISTS (SELECT FROM loyalty_programme p WHERE p.shop_id = p_shop AND p.withdrawn_at IS NULL)
    WHERE c.merged_into IS NULL AND c.status = 'active';
END $$;
REVOKE ALL ON FUNCTION shopper_profiles(bigint, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shopper_profiles(bigint, bigint[]) TO regulars_app;
