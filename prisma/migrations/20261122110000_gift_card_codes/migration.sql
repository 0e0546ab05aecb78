-- A gift card's code is money for whoever reads it: it lies sealed with the shop's key, and `code` stays empty. What was kept in clear before is
-- sealed by the worker. Not beside processes of the version before: they would take a redemption without `code` for one that has none.
ALTER TABLE loyalty_redemption ADD COLUMN "code_sealed" BYTEA;
CREATE INDEX "loyalty_redemption_card_in_clear" ON "loyalty_redemption"("shop_id", "id") WHERE code IS NOT NULL AND promise ->> 'kind' = 'gift_card';

CREATE FUNCTION shops_with_cards_in_clear() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT shop_id FROM loyalty_redemption WHERE code IS NOT NULL AND promise ->> 'kind' = 'gift_card';
$$;
REVOKE ALL ON FUNCTION shops_with_cards_in_clear() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_cards_in_clear() TO regulars_app;
