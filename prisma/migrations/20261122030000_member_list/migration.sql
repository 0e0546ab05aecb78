-- What the list of members is sorted by. `earned`: everything that has come from the shop (or with a merge), less what was taken back;
-- `last_active_at`: when the member last earned by an order or an activity, or spent. Both can be made again from the entries.
ALTER TABLE loyalty_member ADD COLUMN "earned" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "last_active_at" TIMESTAMPTZ(3);
CREATE INDEX "loyalty_member_earned" ON "loyalty_member"("shop_id", "earned" DESC, "customer_id");
CREATE INDEX "loyalty_member_active" ON "loyalty_member"("shop_id", "last_active_at" DESC, "customer_id");
CREATE INDEX "loyalty_member_pinned" ON "loyalty_member"("shop_id", "tier_pinned_until") WHERE tier_pinned_until IS NOT NULL;
CREATE INDEX "loyalty_member_pending" ON "loyalty_member"("shop_id", "customer_id") WHERE pending > 0;
CREATE INDEX "loyalty_member_owing" ON "loyalty_member"("shop_id", "customer_id") WHERE owed > 0;

UPDATE loyalty_member m SET earned = told.earned, last_active_at = told.last_active_at
FROM (
  SELECT shop_id, customer_id,
    sum(CASE WHEN debit IN ('shop:issued', 'shop:transferred') THEN points WHEN credit IN ('shop:issued', 'shop:transferred') THEN -points ELSE 0 END)::bigint AS earned,
    max(occurred_at) FILTER (WHERE reason IN ('order_earned', 'order_adjusted', 'activity', 'redeemed')) AS last_active_at
  FROM ledger_entry GROUP BY shop_id, customer_id
) told
WHERE m.shop_id = told.shop_id AND m.customer_id = told.customer_id;

-- As before, and the two figures with the balances, in the same update.
-- One posting, in one round trip: takes the member's lock, looks whether the key is there already, moves the points.
-- `p_ref` is the lot that matures or expires, or the entry that is given back; `p_expires` is the end of a lot that is opened.
CREATE OR REPLACE FUNCTION ledger_post(
  p_shop bigint, p_customer bigint, p_kind text, p_key text, p_hash bigint, p_reason text, p_points bigint, p_at timestamptz, p_version integer,
  p_order bigint, p_redemption bigint, p_explanation jsonb, p_ref bigint, p_matures timestamptz, p_available timestamptz, p_expires timestamptz, p_fixed boolean,
  OUT outcome text, OUT entry_id bigint, OUT available bigint, OUT pending bigint, OUT owed bigint
) LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  e ledger_entry%ROWTYPE;
  lot record;
  taken record;
  written integer;
  known bigint;
  rest bigint;
  given bigint;
  part_points bigint;
  grace bigint := 0;
  elsewhere bigint := 0;
  their_lots bigint[] := '{}';
  their_points bigint[] := '{}';
  received bigint := 0;
BEGIN
  IF p_points <= 0 THEN
    RAISE EXCEPTION 'A posting moves points: %', p_points USING ERRCODE = 'check_violation';
  END IF;
  SELECT m.available, m.pending, m.owed, m.entries INTO available, pending, owed, written
    FROM loyalty_member m WHERE m.shop_id = p_shop AND m.customer_id = p_customer FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO loyalty_member (shop_id, customer_id, joined_at) VALUES (p_shop, p_customer, p_at) ON CONFLICT DO NOTHING;
    SELECT m.available, m.pending, m.owed, m.entries INTO available, pending, owed, written
      FROM loyalty_member m WHERE m.shop_id = p_shop AND m.customer_id = p_customer FOR UPDATE;
  END IF;

  SELECT l.id, l.input_hash INTO entry_id, known FROM ledger_entry l WHERE l.shop_id = p_shop AND l.key = p_key AND l.part = 0;
  IF FOUND THEN
    outcome := CASE WHEN known = p_hash THEN 'repeated' ELSE 'conflict' END;
    RETURN;
  END IF;

  e.shop_id := p_shop;
  e.customer_id := p_customer;
  e.key := p_key;
  e.part := 0;
  e.input_hash := p_hash;
  e.reason := p_reason;
  e.occurred_at := p_at;
  e.recorded_at := clock_timestamp();
  e.programme_version := p_version;
  e.order_id := p_order;
  e.redemption_id := p_redemption;
  e.fixed_expiry := false;
  e.explanation := p_explanation;
  e.id := nextval('ledger_entry_id_seq');

  CASE p_kind
  WHEN 'accrue' THEN
    e.debit := 'shop:issued';
    received := p_points;
    e.points := p_points;
    e.lots := ARRAY[e.id];
    e.lot_points := ARRAY[p_points];
    e.matures_at := p_matures;
    e.fixed_expiry := p_fixed;
    e.expires_at := p_expires;
    IF p_matures IS NULL THEN
      e.credit := 'member:available';
      e.available_at := coalesce(p_available, p_at);
      available := available + p_points;
    ELSE
      e.credit := 'member:pending';
      pending := pending + p_points;
    END IF;
    INSERT INTO ledger_lot (shop_id, customer_id, id, order_id, state, points, remaining, matures_at, available_at, expires_at, fixed_expiry)
      VALUES (p_shop, p_customer, e.id, p_order, (p_matures IS NULL)::int, p_points, p_points, p_matures, e.available_at, p_expires, p_fixed);
    INSERT INTO ledger_entry VALUES (e.*);

  WHEN 'mature' THEN
    UPDATE ledger_lot l SET state = 1, available_at = p_at, expires_at = CASE WHEN l.fixed_expiry THEN l.expires_at ELSE p_expires END
      WHERE l.shop_id = p_shop AND l.customer_id = p_customer AND l.id = p_ref AND l.state = 0 AND l.remaining > 0
      RETURNING l.remaining, l.matures_at, l.expires_at, l.fixed_expiry INTO lot;
    IF NOT FOUND THEN
      outcome := 'empty';
      entry_id := NULL;
      RETURN;
    END IF;
    e.debit := 'member:pending';
    e.credit := 'member:available';
    e.points := lot.remaining;
    e.lots := ARRAY[p_ref];
    e.lot_points := ARRAY[lot.remaining];
    e.matures_at := lot.matures_at;
    e.available_at := p_at;
    e.expires_at := lot.expires_at;
    e.fixed_expiry := lot.fixed_expiry;
    INSERT INTO ledger_entry VALUES (e.*);
    pending := pending - lot.remaining;
    available := available + lot.remaining;

  WHEN 'spend' THEN
    IF available < p_points THEN
      outcome := 'refused';
      entry_id := NULL;
      RETURN;
    END IF;
    SELECT * INTO taken FROM ledger_take(p_shop, p_customer, 1::smallint, p_points, NULL);
    e.debit := 'member:available';
    e.credit := 'shop:redeemed';
    e.points := p_points;
    e.lots := taken.lots;
    e.lot_points := taken.lot_points;
    INSERT INTO ledger_entry VALUES (e.*);
    available := available - p_points;

  WHEN 'take_back' THEN
    e.credit := 'shop:issued';
    received := -p_points;
    rest := p_points;
    IF p_order IS NOT NULL AND pending > 0 THEN
      SELECT coalesce(sum(l.remaining), 0) INTO known FROM ledger_lot l
        WHERE l.shop_id = p_shop AND l.customer_id = p_customer AND l.state = 0 AND l.remaining > 0 AND l.order_id = p_order;
      part_points := least(rest, known);
      IF part_points > 0 THEN
        SELECT * INTO taken FROM ledger_take(p_shop, p_customer, 0::smallint, part_points, p_order);
        e.debit := 'member:pending';
        e.points := part_points;
        e.lots := taken.lots;
        e.lot_points := taken.lot_points;
        INSERT INTO ledger_entry VALUES (e.*);
        entry_id := e.id;
        pending := pending - part_points;
        rest := rest - part_points;
      END IF;
    END IF;
    part_points := least(rest, available);
    IF part_points > 0 THEN
      IF entry_id IS NOT NULL THEN
        e.id := nextval('ledger_entry_id_seq');
        e.part := e.part + 1;
        e.explanation := NULL;
      END IF;
      SELECT * INTO taken FROM ledger_take(p_shop, p_customer, 1::smallint, part_points, p_order);
      e.debit := 'member:available';
      e.points := part_points;
      e.lots := taken.lots;
      e.lot_points := taken.lot_points;
      INSERT INTO ledger_entry VALUES (e.*);
      entry_id := coalesce(entry_id, e.id);
      available := available - part_points;
      rest := rest - part_points;
    END IF;
    IF rest > 0 THEN
      IF entry_id IS NOT NULL THEN
        e.id := nextval('ledger_entry_id_seq');
        e.part := e.part + 1;
        e.explanation := NULL;
      END IF;
      e.debit := 'member:owed';
      e.points := rest;
      e.lots := '{}';
      e.lot_points := '{}';
      INSERT INTO ledger_entry VALUES (e.*);
      entry_id := coalesce(entry_id, e.id);
      owed := owed + rest;
    END IF;

  WHEN 'give_back' THEN
    SELECT l.customer_id, l.points, l.lots, l.lot_points INTO taken FROM ledger_entry l WHERE l.shop_id = p_shop AND l.id = p_ref AND l.credit = 'shop:redeemed';
    IF NOT FOUND THEN
      outcome := 'missing';
      entry_id := NULL;
      RETURN;
    END IF;
    SELECT coalesce(sum(l.points), 0) INTO given FROM ledger_entry l WHERE l.shop_id = p_shop AND l.reverses = p_ref;
    IF given + p_points > taken.points THEN
      outcome := 'refused';
      entry_id := NULL;
      RETURN;
    END IF;
    e.debit := 'shop:redeemed';
    e.credit := 'member:available';
    e.reverses := p_ref;
    e.points := p_points;
    e.lots := '{}';
    e.lot_points := '{}';
    rest := p_points;
    -- What came back before came from the end of the list as well.
    FOR i IN REVERSE cardinality(taken.lots)..1 LOOP
      EXIT WHEN rest = 0;
      known := least(given, taken.lot_points[i]);
      given := given - known;
      part_points := least(rest, taken.lot_points[i] - known);
      CONTINUE WHEN part_points = 0;
      rest := rest - part_points;
      UPDATE ledger_lot l SET remaining = l.remaining + part_points
        WHERE l.shop_id = p_shop AND l.customer_id = p_customer AND l.id = taken.lots[i] AND (l.expires_at IS NULL OR l.expires_at > p_at)
          AND NOT EXISTS (SELECT FROM ledger_entry x WHERE x.shop_id = p_shop AND x.customer_id = p_customer AND x.credit = 'shop:expired' AND x.lots @> ARRAY[l.id]);
      IF FOUND THEN
        e.lots := e.lots || taken.lots[i];
        e.lot_points := e.lot_points || part_points;
      -- Somebody who was merged into this member had spent them: the lot stays theirs, its dates come along.
      ELSIF taken.customer_id <> p_customer AND EXISTS (
        SELECT FROM ledger_lot l WHERE l.shop_id = p_shop AND l.customer_id = taken.customer_id AND l.id = taken.lots[i] AND (l.expires_at IS NULL OR l.expires_at > p_at)
          AND NOT EXISTS (SELECT FROM ledger_entry x WHERE x.shop_id = p_shop AND x.customer_id = l.customer_id AND x.credit = 'shop:expired' AND x.lots @> ARRAY[l.id]))
      THEN
        their_lots := their_lots || taken.lots[i];
        their_points := their_points || part_points;
        elsewhere := elsewhere + part_points;
      ELSE
        grace := grace + part_points;
      END IF;
    END LOOP;
    IF grace > 0 THEN
      e.lots := e.lots || e.id;
      e.lot_points := e.lot_points || grace;
      e.available_at := p_at;
      e.expires_at := p_expires;
      e.fixed_expiry := true;
      INSERT INTO ledger_lot (shop_id, customer_id, id, state, points, remaining, available_at, expires_at, fixed_expiry)
        VALUES (p_shop, p_customer, e.id, 1, grace, grace, p_at, p_expires, true);
    END IF;
    IF elsewhere < p_points THEN
      e.points := p_points - elsewhere;
      INSERT INTO ledger_entry VALUES (e.*);
      entry_id := e.id;
    END IF;
    FOR i IN 1..cardinality(their_lots) LOOP
      SELECT l.available_at, l.expires_at, l.fixed_expiry INTO lot FROM ledger_lot l WHERE l.shop_id = p_shop AND l.customer_id = taken.customer_id AND l.id = their_lots[i];
      IF entry_id IS NOT NULL THEN
        e.id := nextval('ledger_entry_id_seq');
        e.part := e.part + 1;
        e.explanation := NULL;
      END IF;
      e.points := their_points[i];
      e.lots := ARRAY[e.id];
      e.lot_points := ARRAY[e.points];
      e.available_at := lot.available_at;
      e.expires_at := lot.expires_at;
      e.fixed_expiry := lot.fixed_expiry;
      INSERT INTO ledger_lot (shop_id, customer_id, id, state, points, remaining, available_at, expires_at, fixed_expiry)
        VALUES (p_shop, p_customer, e.id, 1, e.points, e.points, e.available_at, e.expires_at, e.fixed_expiry);
      INSERT INTO ledger_entry VALUES (e.*);
      entry_id := coalesce(entry_id, e.id);
    END LOOP;
    available := available + p_points;

  WHEN 'expire', 'revoke' THEN
    UPDATE ledger_lot l SET remaining = 0 FROM ledger_lot o
      WHERE l.shop_id = p_shop AND l.customer_id = p_customer AND l.id = p_ref AND l.state = 1 AND l.remaining > 0
        AND o.shop_id = l.shop_id AND o.customer_id = l.customer_id AND o.id = l.id
      RETURNING o.remaining INTO rest;
    IF NOT FOUND THEN
      outcome := 'empty';
      entry_id := NULL;
      RETURN;
    END IF;
    e.debit := 'member:available';
    e.credit := CASE p_kind WHEN 'expire' THEN 'shop:expired' ELSE 'shop:issued' END;
    e.points := rest;
    e.lots := ARRAY[p_ref];
    e.lot_points := ARRAY[rest];
    INSERT INTO ledger_entry VALUES (e.*);
    available := available - rest;
    received := CASE p_kind WHEN 'revoke' THEN -rest ELSE 0 END;
  END CASE;
  entry_id := coalesce(entry_id, e.id);

  -- Points that have just become available pay what is owed before anything else.
  IF owed > 0 AND available > 0 THEN
    part_points := least(owed, available);
    SELECT * INTO taken FROM ledger_take(p_shop, p_customer, 1::smallint, part_points, NULL);
    e.id := nextval('ledger_entry_id_seq');
    e.part := e.part + 1;
    e.reason := 'owed_settled';
    e.debit := 'member:available';
    e.credit := 'member:owed';
    e.points := part_points;
    e.lots := taken.lots;
    e.lot_points := taken.lot_points;
    e.matures_at := NULL;
    e.available_at := NULL;
    e.expires_at := NULL;
    e.fixed_expiry := false;
    e.reverses := NULL;
    e.explanation := NULL;
    INSERT INTO ledger_entry VALUES (e.*);
    available := available - part_points;
    owed := owed - part_points;
  END IF;

  UPDATE loyalty_member m SET available = ledger_post.available, pending = ledger_post.pending, owed = ledger_post.owed, entries = written + e.part + 1,
      earned = m.earned + received,
      last_active_at = CASE WHEN p_reason IN ('order_earned', 'order_adjusted', 'activity', 'redeemed') THEN greatest(m.last_active_at, p_at) ELSE m.last_active_at END
    WHERE m.shop_id = p_shop AND m.customer_id = p_customer;
  outcome := 'posted';
END $$;

CREATE OR REPLACE FUNCTION ledger_transfer(p_shop bigint, p_from bigint, p_into bigint, p_lots bigint[], p_owed bigint, p_key text, p_reason text, p_at timestamptz, p_version integer)
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

  UPDATE loyalty_member m SET available = m.available - moved_available, pending = m.pending - moved_pending, owed = m.owed - p_owed, entries = m.entries + of_from,
      earned = m.earned - moved_available - moved_pending + p_owed
    WHERE m.shop_id = p_shop AND m.customer_id = p_from;
  UPDATE loyalty_member m SET available = m.available + moved_available, pending = m.pending + moved_pending, owed = m.owed + p_owed, entries = m.entries + of_into,
      earned = m.earned + moved_available + moved_pending - p_owed
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
