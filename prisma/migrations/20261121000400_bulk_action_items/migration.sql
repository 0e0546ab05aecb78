CREATE TABLE "bulk_action_item" (
    "shop_id" BIGINT NOT NULL,
    "action_id" BIGINT NOT NULL,
    "target_id" BIGINT NOT NULL,
    "state" SMALLINT NOT NULL DEFAULT 0,
    "tags" TEXT[],
    "error" TEXT,

    CONSTRAINT "bulk_action_item_pkey" PRIMARY KEY ("shop_id","action_id","target_id")
);
ALTER TABLE "bulk_action_item" ADD CONSTRAINT "bulk_action_item_shop_id_action_id_fkey"
  FOREIGN KEY ("shop_id", "action_id") REFERENCES "bulk_action"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX bulk_action_item_waiting ON bulk_action_item (shop_id, action_id, target_id) WHERE state = 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_action_item TO regulars_app;
ALTER TABLE bulk_action_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON bulk_action_item USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
