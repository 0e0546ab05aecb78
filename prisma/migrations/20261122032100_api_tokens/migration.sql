-- Bearer tokens with which a merchant's other systems speak to us. Only a token's hash is kept.
CREATE TABLE "api_token" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    -- The last characters, to tell tokens apart.
    "hint" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    -- Requests in the minute that began then.
    "minute" TIMESTAMPTZ(3),
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("shop_id","id")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_token TO regulars_app;
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON api_token USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT USAGE, SELECT ON SEQUENCE api_token_id_seq TO regulars_app;
