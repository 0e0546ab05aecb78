-- When a shop's storefront has to be told of the programme, or asked whether it still knows of it.
CREATE TABLE "loyalty_storefront" (
    "shop_id" BIGINT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "told_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "loyalty_storefront_pkey" PRIMARY KEY ("shop_id")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_storefront TO regulars_app;
ALTER TABLE loyalty_storefront ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_storefront USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

-- A programme that has taken effect.
CREATE FUNCTION queue_storefront() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loyalty_storefront AS s (shop_id) VALUES (NEW.shop_id)
    ON CONFLICT (shop_id) DO UPDATE SET changes = s.changes + 1, attempts = 0, next_at = now(), error = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER storefront_of_programme AFTER UPDATE OF applied_at ON loyalty_programme FOR EACH ROW
  WHEN (OLD.applied_at IS NULL AND NEW.applied_at IS NOT NULL) EXECUTE FUNCTION queue_storefront();

-- A shop that comes back, or reckons otherwise. Where no programme ever was, there is nothing to tell.
CREATE FUNCTION queue_storefront_of_shop() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE loyalty_storefront s SET changes = s.changes + 1, attempts = 0, next_at = now(), error = NULL WHERE s.shop_id = NEW.shop_id;
  RETURN NULL;
END $$;
CREATE TRIGGER storefront_of_shop AFTER UPDATE OF status, currency, timezone, locale ON shop FOR EACH ROW
  WHEN ((OLD.status, OLD.currency, OLD.timezone, OLD.locale) IS DISTINCT FROM (NEW.status, NEW.currency, NEW.timezone, NEW.locale))
  EXECUTE FUNCTION queue_storefront_of_shop();

INSERT INTO loyalty_storefront (shop_id) SELECT DISTINCT shop_id FROM loyalty_programme WHERE applied_at IS NOT NULL;

CREATE FUNCTION shops_with_storefront() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM loyalty_storefront f JOIN shop s USING (shop_id) WHERE s.status = 'installed' AND s.access_lost_at IS NULL AND f.next_at <= now();
$$;
REVOKE ALL ON FUNCTION shops_with_storefront() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_storefront() TO regulars_app;
