-- Orders whose points have to be looked at again: one row each, however often they change meanwhile.
CREATE TABLE "loyalty_queue" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "error" TEXT,

    CONSTRAINT "loyalty_queue_pkey" PRIMARY KEY ("shop_id","order_id")
);
CREATE INDEX "loyalty_queue_next" ON "loyalty_queue"("shop_id", "next_at");
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_queue TO regulars_app;
ALTER TABLE loyalty_queue ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_queue USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

-- Whoever writes an order, and for whatever reason (a webhook, an import, a merge of customers), its points follow. A shop without a
-- programme has nothing to follow.
CREATE FUNCTION queue_changed_orders() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_queue AS q (shop_id, order_id)
    SELECT c.shop_id, c.id FROM changed c WHERE EXISTS (SELECT FROM loyalty_programme p WHERE p.shop_id = c.shop_id AND p.withdrawn_at IS NULL) ORDER BY c.id
    ON CONFLICT (shop_id, order_id) DO UPDATE SET changes = q.changes + 1, attempts = 0, next_at = now(), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER sales_order_added AFTER INSERT ON sales_order REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION queue_changed_orders();
CREATE TRIGGER sales_order_changed AFTER UPDATE ON sales_order REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION queue_changed_orders();

CREATE FUNCTION shops_with_loyalty_queue() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM loyalty_queue WHERE next_at <= now();
$$;
REVOKE ALL ON FUNCTION shops_with_loyalty_queue() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_loyalty_queue() TO regulars_app;

CREATE FUNCTION shops_with_programmes_to_apply(until timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM loyalty_programme WHERE effective_at <= until AND applied_at IS NULL AND withdrawn_at IS NULL;
$$;
REVOKE ALL ON FUNCTION shops_with_programmes_to_apply(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_programmes_to_apply(timestamptz) TO regulars_app;
CREATE INDEX "loyalty_programme_to_apply" ON "loyalty_programme"("shop_id", "effective_at") WHERE applied_at IS NULL AND withdrawn_at IS NULL;
