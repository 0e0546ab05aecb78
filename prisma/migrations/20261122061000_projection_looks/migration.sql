-- Members whom the store may yet do something to that it was asked for long ago: they are looked at again.
CREATE TABLE "loyalty_projection_look" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    -- What may yet be put there for us.
    "tags" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "loyalty_projection_look_pkey" PRIMARY KEY ("shop_id","customer_id")
);
CREATE INDEX "loyalty_projection_look_due" ON "loyalty_projection_look"("shop_id", "due_at");
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_projection_look TO regulars_app;
ALTER TABLE loyalty_projection_look ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_projection_look USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE OR REPLACE FUNCTION shops_with_projection() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND (
    EXISTS (SELECT FROM loyalty_projection q WHERE q.shop_id = s.shop_id AND q.next_at <= now())
    OR EXISTS (SELECT FROM loyalty_projection_look l WHERE l.shop_id = s.shop_id AND l.due_at <= now())
    OR EXISTS (SELECT FROM loyalty_benefit_state b WHERE b.shop_id = s.shop_id AND (b.done_at IS NULL OR b.done_at < greatest(b.wanted_at, now() - interval '1 day')) AND b.next_at <= now()));
$$;
