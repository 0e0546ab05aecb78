-- As before, and activities are numbered behind those that are taken over.
DROP FUNCTION number_behind(bigint, bigint, bigint, bigint);
CREATE FUNCTION number_behind(p_entry bigint, p_redemption bigint, p_tier_change bigint, p_merge bigint, p_activity bigint) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES ('ledger_entry_id_seq', p_entry), ('loyalty_redemption_id_seq', p_redemption),
                          ('loyalty_tier_change_id_seq', p_tier_change), ('loyalty_merge_id_seq', p_merge), ('loyalty_activity_id_seq', p_activity)) AS w (name, id)
  LOOP
    IF wanted.id > 1000000000000000 THEN
      RAISE EXCEPTION 'A number that is too large: %', wanted.id USING ERRCODE = 'numeric_value_out_of_range';
    END IF;
    -- Ahead of whoever takes a number at the same moment: a sequence must never go back.
    IF wanted.id >= nextval(wanted.name) THEN
      PERFORM setval(wanted.name, wanted.id + 1000000);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION number_behind(bigint, bigint, bigint, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION number_behind(bigint, bigint, bigint, bigint, bigint) TO regulars_app;

-- As before, and what a member has earned in all is less by it.
CREATE OR REPLACE FUNCTION ledger_revoke_pending(p_shop bigint, p_customer bigint, p_lot bigint, p_key text, p_reason text, p_at timestamptz, p_version integer, p_explanation jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  rest bigint;
BEGIN
  UPDATE ledger_lot l SET remaining = 0 FROM ledger_lot o
    WHERE l.shop_id = p_shop AND l.customer_id = p_customer AND l.id = p_lot AND l.state = 0 AND l.remaining > 0
      AND o.shop_id = l.shop_id AND o.customer_id = l.customer_id AND o.id = l.id
    RETURNING o.remaining INTO rest;
  IF rest IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO ledger_entry (shop_id, customer_id, key, part, input_hash, reason, debit, credit, points, occurred_at, programme_version, lots, lot_points, explanation)
    VALUES (p_shop, p_customer, p_key, 0, hashtextextended(p_key, 0), p_reason, 'member:pending', 'shop:issued', rest, p_at, p_version, ARRAY[p_lot], ARRAY[rest], p_explanation);
  UPDATE loyalty_member m SET pending = m.pending - rest, entries = m.entries + 1, earned = m.earned - rest WHERE m.shop_id = p_shop AND m.customer_id = p_customer;
  RETURN rest;
END $$;
