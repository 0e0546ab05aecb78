-- What members have done besides ordering, and what it has brought them: written first, settled after, each once.
CREATE TABLE "loyalty_activity" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    -- Whose it is now, after merges, and whose it was when it was reported.
    "customer_id" BIGINT NOT NULL,
    "named_customer_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    -- Of custom events their name; of reviews and social ones the id of the way to earn, where it was named.
    "event" TEXT,
    -- What makes it unique.
    "source" TEXT NOT NULL,
    -- Of what was reported from outside: tells a repeat from another report under the same key.
    "request_hash" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "error" TEXT,
    "programme_version" INTEGER,
    -- Ways to earn that gave points for it, and how many together.
    "rules" TEXT[] NOT NULL DEFAULT '{}',
    "points" BIGINT NOT NULL DEFAULT 0,
    -- What the tier gave besides (birthdays).
    "reward_points" BIGINT NOT NULL DEFAULT 0,
    -- Why it brought nothing, from the published list.
    "nothing" TEXT,

    CONSTRAINT "loyalty_activity_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_activity_source" ON "loyalty_activity"("shop_id", "source");
CREATE INDEX "loyalty_activity_member" ON "loyalty_activity"("shop_id", "customer_id", "id");
CREATE INDEX "loyalty_activity_waiting" ON "loyalty_activity"("shop_id", "next_at") WHERE settled_at IS NULL;

-- Points that an order brings by being the first, or the nth: part of the order, and taken back with it.
CREATE TABLE "loyalty_order_bonus" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "rule" TEXT NOT NULL,
    -- To whom the points were granted.
    "customer_id" BIGINT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0 CHECK (points >= 0),
    "revision" INTEGER NOT NULL DEFAULT 0,
    -- Given before a merge: stays as long as its order does.
    "kept" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "loyalty_order_bonus_pkey" PRIMARY KEY ("shop_id","order_id","rule")
);
CREATE INDEX "loyalty_order_bonus_member" ON "loyalty_order_bonus"("shop_id", "customer_id");

-- Until which day of a shop's calendar birthdays and anniversaries have been looked at.
CREATE TABLE "loyalty_calendar" (
    "shop_id" BIGINT NOT NULL,
    "done_until" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loyalty_calendar_pkey" PRIMARY KEY ("shop_id")
);
-- Shops that have a programme today begin today: what was before nobody was promised.
INSERT INTO loyalty_calendar (shop_id, done_until, next_at) SELECT DISTINCT shop_id, to_char(now() - interval '1 day', 'YYYY-MM-DD'), now() FROM loyalty_programme;

CREATE INDEX "loyalty_member_birthday" ON "loyalty_member"("shop_id", "birthday") WHERE birthday IS NOT NULL;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['loyalty_activity', 'loyalty_order_bonus', 'loyalty_calendar'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;
GRANT USAGE, SELECT ON SEQUENCE loyalty_activity_id_seq TO regulars_app;

-- A programme that was in force then, and gives points for that.
CREATE FUNCTION has_activity(p_shop bigint, p_kind text, p_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY INVOKER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM loyalty_programme p WHERE p.shop_id = p_shop AND p.withdrawn_at IS NULL AND p.effective_at <= p_at
    AND p.document -> 'activities' @> jsonb_build_array(jsonb_build_object('kind', p_kind)));
$$;
REVOKE ALL ON FUNCTION has_activity(bigint, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_activity(bigint, text, timestamptz) TO regulars_app;

-- Whoever writes a customer (a webhook, an import, a merge): an account that is made, and a consent that is given, are noted. Nobody who
-- was there before the programme gets anything for it.
CREATE FUNCTION note_new_customers() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM loyalty_programme WHERE shop_id = (SELECT shop_id FROM changed LIMIT 1)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO loyalty_activity (shop_id, customer_id, named_customer_id, kind, source, occurred_at)
    SELECT shop_id, id, id, kind, source, at FROM (
      SELECT c.shop_id, c.id, 'account' AS kind, 'account:' || c.id AS source, c.occurred_at AS at FROM changed c WHERE c.status = 'active'
      UNION ALL
      SELECT c.shop_id, c.id, 'newsletter', 'newsletter:' || c.id || ':' || extract(epoch FROM c.email_consent_at)::text, c.email_consent_at FROM changed c
        WHERE c.status = 'active' AND c.email_consent = 'subscribed' AND c.email_consent_at IS NOT NULL
    ) AS noted WHERE has_activity(shop_id, kind, at) ORDER BY id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION note_changed_customers() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM loyalty_programme WHERE shop_id = (SELECT shop_id FROM changed LIMIT 1)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO loyalty_activity (shop_id, customer_id, named_customer_id, kind, source, occurred_at)
    SELECT shop_id, id, id, kind, source, at FROM (
      SELECT c.shop_id, c.id, 'account' AS kind, 'account:' || c.id AS source, c.occurred_at AS at FROM changed c JOIN before b ON b.shop_id = c.shop_id AND b.id = c.id
        WHERE c.status = 'active' AND b.status = 'stub'
      UNION ALL
      SELECT c.shop_id, c.id, 'account', 'account:' || c.id || ':enabled', c.version_at FROM changed c JOIN before b ON b.shop_id = c.shop_id AND b.id = c.id
        WHERE c.status = 'active' AND c.state = 'enabled' AND b.state IS DISTINCT FROM 'enabled' AND b.status = 'active'
      UNION ALL
      SELECT c.shop_id, c.id, 'newsletter', 'newsletter:' || c.id || ':' || extract(epoch FROM c.email_consent_at)::text, c.email_consent_at
        FROM changed c JOIN before b ON b.shop_id = c.shop_id AND b.id = c.id
        WHERE c.status = 'active' AND c.email_consent = 'subscribed' AND b.email_consent IS DISTINCT FROM 'subscribed' AND c.email_consent_at IS NOT NULL
    ) AS noted WHERE has_activity(shop_id, kind, at) ORDER BY id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER customer_added AFTER INSERT ON customer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_new_customers();
CREATE TRIGGER customer_changed AFTER UPDATE ON customer REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_customers();

CREATE FUNCTION shops_with_activities() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM loyalty_activity WHERE settled_at IS NULL AND next_at <= now();
$$;
REVOKE ALL ON FUNCTION shops_with_activities() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_activities() TO regulars_app;

CREATE FUNCTION shops_with_calendar_due(until timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT p.shop_id FROM loyalty_programme p LEFT JOIN loyalty_calendar c USING (shop_id)
  WHERE p.withdrawn_at IS NULL AND p.effective_at <= until AND (c.next_at IS NULL OR c.next_at <= until);
$$;
REVOKE ALL ON FUNCTION shops_with_calendar_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_calendar_due(timestamptz) TO regulars_app;
