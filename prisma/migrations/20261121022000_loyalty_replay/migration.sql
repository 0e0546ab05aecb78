-- Drafts of a programme run over the shop's history. Killed, a replay goes on after the last member that is done.
CREATE TABLE "loyalty_replay" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "status" TEXT NOT NULL, -- queued | running | done | failed
    "document" JSONB NOT NULL,
    "draft_revision" INTEGER NOT NULL,
    -- What it is compared with; null: no programme was in force.
    "today_version" INTEGER,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor" BIGINT,
    "state" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,

    CONSTRAINT "loyalty_replay_pkey" PRIMARY KEY ("shop_id","id")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON loyalty_replay TO regulars_app;
GRANT USAGE, SELECT ON SEQUENCE loyalty_replay_id_seq TO regulars_app;
ALTER TABLE loyalty_replay ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON loyalty_replay USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
