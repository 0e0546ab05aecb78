-- Which of our triggers a shop's workflows in Shopify Flow begin with: others are not sent.
CREATE TABLE "loyalty_flow_use" (
    "shop_id" BIGINT NOT NULL,
    "trigger" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    -- When Flow said so: what it said before does not count, whenever it arrives.
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    -- The last entry of the ledger that was looked at.
    "through" BIGINT NOT NULL DEFAULT 0,
    -- The last day of the shop on which it was looked for points that end.
    "day" DATE,

    CONSTRAINT "loyalty_flow_use_pkey" PRIMARY KEY ("shop_id","trigger")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_flow_use TO regulars_app;
ALTER TABLE loyalty_flow_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_flow_use USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

-- What Flow has to be told, once each. A row stays a while after it was sent: it keeps the same from being told again.
CREATE TABLE "loyalty_flow_event" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "trigger" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "facts" JSONB NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    -- 'infinity': the store has refused it for good.
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "loyalty_flow_event_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "loyalty_flow_event_source" ON "loyalty_flow_event"("shop_id", "trigger", "source");
CREATE INDEX "loyalty_flow_event_waiting" ON "loyalty_flow_event"("shop_id", "next_at", "id") WHERE sent_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_flow_event TO regulars_app;
GRANT USAGE ON SEQUENCE loyalty_flow_event_id_seq TO regulars_app;
ALTER TABLE loyalty_flow_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_flow_event USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

-- In the transaction of the change. What history has brought is no news, and somebody whom the store does not know cannot be named to it.
CREATE FUNCTION queue_flow_tier() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_flow_event (shop_id, trigger, source, customer_id, facts)
    SELECT NEW.shop_id, u.trigger, NEW.id::text, NEW.customer_id,
      jsonb_build_object('tier', NEW.to_tier, 'before', NEW.from_tier, 'reason', NEW.reason)
    FROM loyalty_flow_use u WHERE u.shop_id = NEW.shop_id AND u.trigger = 'regulars-tier-changed' AND u.enabled
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER flow_of_tier AFTER INSERT ON loyalty_tier_change FOR EACH ROW
  WHEN (NEW.from_tier IS DISTINCT FROM NEW.to_tier AND NEW.customer_id > 0 AND NEW.occurred_at > clock_timestamp() - interval '1 day')
  EXECUTE FUNCTION queue_flow_tier();

CREATE FUNCTION shops_with_flow() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL
    AND EXISTS (SELECT FROM loyalty_flow_use u WHERE u.shop_id = s.shop_id);
$$;
REVOKE ALL ON FUNCTION shops_with_flow() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_flow() TO regulars_app;
