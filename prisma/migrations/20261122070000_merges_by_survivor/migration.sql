-- Whose lots follow a member's orders is asked whenever a lot may end otherwise.
CREATE INDEX "loyalty_merge_into" ON "loyalty_merge"("shop_id", "into_customer") WHERE unmerged_at IS NULL;
