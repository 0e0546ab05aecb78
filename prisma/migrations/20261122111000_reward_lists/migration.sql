-- The page of all redemptions: the newest first, of a reward, in a state; and those with which something is wrong.
CREATE INDEX "loyalty_redemption_created" ON "loyalty_redemption"("shop_id", "created_at" DESC, "id");
CREATE INDEX "loyalty_redemption_reward_created" ON "loyalty_redemption"("shop_id", "reward", "created_at" DESC, "id");
CREATE INDEX "loyalty_redemption_status_created" ON "loyalty_redemption"("shop_id", "status", "created_at" DESC, "id");
CREATE INDEX "loyalty_saga_open" ON "loyalty_saga"("shop_id", "redemption_id") WHERE task <> 'end' OR error IS NOT NULL;
