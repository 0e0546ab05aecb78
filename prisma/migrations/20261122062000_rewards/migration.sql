-- What was promised when the points were reserved: rules that change later do not change it.
ALTER TABLE loyalty_redemption
  ADD COLUMN "promise" JSONB,
  ADD COLUMN "programme_version" INTEGER,
  -- Chosen with the reservation, before the store hears of it: whoever tries again asks for the same code.
  ADD COLUMN "code" TEXT,
  -- Number of the discount, the gift card or the credit in the store.
  ADD COLUMN "store_id" BIGINT,
  ADD COLUMN "ends_at" TIMESTAMPTZ(3),
  -- Number of the member of staff who asked for it; null: the member.
  ADD COLUMN "by" TEXT,
  -- Why the store refused it, or how it ended.
  ADD COLUMN "note" TEXT;
CREATE UNIQUE INDEX "loyalty_redemption_code" ON "loyalty_redemption"("shop_id", "code") WHERE code IS NOT NULL;
CREATE INDEX "loyalty_redemption_store" ON "loyalty_redemption"("shop_id", "store_id") WHERE store_id IS NOT NULL;
CREATE INDEX "loyalty_redemption_reward" ON "loyalty_redemption"("shop_id", "reward", "status");

-- What is still to be done for a redemption in the store. A row stays until it has been done, whoever dies meanwhile.
CREATE TABLE "loyalty_saga" (
    "shop_id" BIGINT NOT NULL,
    "redemption_id" BIGINT NOT NULL,
    "task" TEXT NOT NULL, -- make | withdraw | end | look
    -- By the shop's clock: not before.
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    -- By the database's clock: when it is tried; 'infinity': somebody has to decide.
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    -- Whoever works on it has until then; no request of theirs is under way any more after it.
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    -- An answer was lost at that moment: the store may be doing it still.
    "unknown_at" TIMESTAMPTZ(3),
    -- Of what cannot be repeated: when it was sent, and the last thing of its kind that was there before.
    "sent_at" TIMESTAMPTZ(3),
    "sent_after" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "loyalty_saga_pkey" PRIMARY KEY ("shop_id","redemption_id")
);
CREATE INDEX "loyalty_saga_due" ON "loyalty_saga"("shop_id", "due_at", "next_at");
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_saga TO regulars_app;
ALTER TABLE loyalty_saga ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_saga USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE FUNCTION shops_with_sagas(until timestamptz) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shop s WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND EXISTS (
    SELECT FROM loyalty_saga q WHERE q.shop_id = s.shop_id AND q.due_at <= until AND q.next_at <= now() AND (q.leased_until IS NULL OR q.leased_until < now()));
$$;
REVOKE ALL ON FUNCTION shops_with_sagas(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_sagas(timestamptz) TO regulars_app;

-- Somebody has deleted a code in the store: it is looked at when the orders that it may have been used on have had time to arrive.
CREATE FUNCTION queue_deleted_code() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_saga AS q (shop_id, redemption_id, task, due_at, next_at)
    SELECT r.shop_id, r.id, 'look', '-infinity', now() + interval '5 minutes' FROM loyalty_redemption r
      WHERE r.shop_id = NEW.shop_id AND r.store_id = NEW.id AND r.status = 'committed' AND r.code IS NOT NULL
  ON CONFLICT (shop_id, redemption_id) DO UPDATE SET task = 'look', due_at = '-infinity', next_at = excluded.next_at, attempts = 0, error = NULL WHERE q.task = 'end';
  RETURN NULL;
END $$;
CREATE TRIGGER discount_deleted AFTER UPDATE ON discount FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
  EXECUTE FUNCTION queue_deleted_code();
