-- Moves lots (and what is owed) from one member to another: what a merge does, and what undoes it. Each lot keeps its order, its
-- dates and its state under a new id. The caller holds the locks of both. Answers which lot has become which.
CREATE FUNCTION ledger_transfer(p_shop bigint, p_from bigint, p_into bigint, p_lots bigint[], p_owed bigint, p_key text, p_reason text, p_at timestamptz, p_version integer)
RETURNS TABLE (from_lot bigint, into_lot bigint) LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  e ledger_entry%ROWTYPE;
  lot record;
  account text;
  n smallint := 0;
  of_from integer := 0;
  of_into integer := 0;
  moved_available bigint := 0;
  moved_pending bigint := 0;
  rest_owed bigint;
  rest_available bigint;
  taken record;
BEGIN
  IF EXISTS (SELECT FROM ledger_entry x WHERE x.shop_id = p_shop AND x.key = p_key) THEN
    RETURN;
  END IF;
  e.shop_id := p_shop;
  e.key := p_key;
  e.input_hash := hashtextextended(p_key, 0);
  e.reason := p_reason;
  e.occurred_at := p_at;
  e.recorded_at := clock_timestamp();
  e.programme_version := p_version;
  FOR lot IN
    SELECT l.* FROM ledger_lot l WHERE l.shop_id = p_shop AND l.customer_id = p_from AND l.id = ANY (p_lots) AND l.remaining > 0 ORDER BY l.id
  LOOP
    account := CASE lot.state WHEN 0 THEN 'member:pending' ELSE 'member:available' END;
    e.order_id := lot.order_id;
    e.points := lot.remaining;
    e.lot_points := ARRAY[lot.remaining];
    e.id := nextval('ledger_entry_id_seq');
    e.part := n;
    e.customer_id := p_from;
    e.debit := account;
    e.credit := 'shop:transferred';
    e.lots := ARRAY[lot.id];
    e.matures_at := NULL;
    e.available_at := NULL;
    e.expires_at := NULL;
    e.fixed_expiry := false;
    INSERT INTO ledger_entry VALUES (e.*);
    e.id := nextval('ledger_entry_id_seq');
    e.part := n + 1;
    e.customer_id := p_into;
    e.debit := 'shop:transferred';
    e.credit := account;
    e.lots := ARRAY[e.id];
    e.matures_at := lot.matures_at;
    e.available_at := lot.available_at;
    e.expires_at := lot.expires_at;
    e.fixed_expiry := lot.fixed_expiry;
    INSERT INTO ledger_entry VALUES (e.*);
    UPDATE ledger_lot l SET remaining = 0 WHERE l.shop_id = p_shop AND l.customer_id = p_from AND l.id = lot.id;
    INSERT INTO ledger_lot (shop_id, customer_id, id, order_id, state, points, remaining, matures_at, available_at, expires_at, fixed_expiry)
      VALUES (p_shop, p_into, e.id, lot.order_id, lot.state, lot.remaining, lot.remaining, lot.matures_at, lot.available_at, lot.expires_at, lot.fixed_expiry);
    IF lot.state = 0 THEN
      moved_pending := moved_pending + lot.remaining;
    ELSE
      moved_available := moved_available + lot.remaining;
    END IF;
    n := n + 2;
    of_from := of_from + 1;
    of_into := of_into + 1;
    from_lot := lot.id;
    into_lot := e.id;
    RETURN NEXT;
  END LOOP;

  e.order_id := NULL;
  e.lots := '{}';
  e.lot_points := '{}';
  e.matures_at := NULL;
  e.available_at := NULL;
  e.expires_at := NULL;
  e.fixed_expiry := false;
  IF p_owed > 0 THEN
    e.points := p_owed;
    e.id := nextval('ledger_entry_id_seq');
    e.part := n;
    e.customer_id := p_from;
    e.debit := 'shop:transferred';
    e.credit := 'member:owed';
    INSERT INTO ledger_entry VALUES (e.*);
    e.id := nextval('ledger_entry_id_seq');
    e.part := n + 1;
    e.customer_id := p_into;
    e.debit := 'member:owed';
    e.credit := 'shop:transferred';
    INSERT INTO ledger_entry VALUES (e.*);
    n := n + 2;
    of_from := of_from + 1;
    of_into := of_into + 1;
  END IF;

  UPDATE loyalty_member m SET available = m.available - moved_available, pending = m.pending - moved_pending, owed = m.owed - p_owed, entries = m.entries + of_from
    WHERE m.shop_id = p_shop AND m.customer_id = p_from;
  UPDATE loyalty_member m SET available = m.available + moved_available, pending = m.pending + moved_pending, owed = m.owed + p_owed, entries = m.entries + of_into
    WHERE m.shop_id = p_shop AND m.customer_id = p_into RETURNING m.owed, m.available INTO rest_owed, rest_available;

  -- Points that have just become available pay what is owed before anything else.
  IF rest_owed > 0 AND rest_available > 0 THEN
    e.points := least(rest_owed, rest_available);
    SELECT * INTO taken FROM ledger_take(p_shop, p_into, 1::smallint, e.points, NULL);
    e.id := nextval('ledger_entry_id_seq');
    e.part := n;
    e.customer_id := p_into;
    e.reason := 'owed_settled';
    e.debit := 'member:available';
    e.credit := 'member:owed';
    e.lots := taken.lots;
    e.lot_points := taken.lot_points;
    INSERT INTO ledger_entry VALUES (e.*);
    UPDATE loyalty_member m SET available = m.available - e.points, owed = m.owed - e.points, entries = m.entries + 1 WHERE m.shop_id = p_shop AND m.customer_id = p_into;
  END IF;
END $$;
