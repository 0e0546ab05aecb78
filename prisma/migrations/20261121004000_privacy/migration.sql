-- What was done for privacy law, step by step. It only grows, and it outlives the shop: it names requests and steps, never people.
CREATE TABLE "privacy_audit" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "request_id" BIGINT,
    "kind" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "privacy_audit_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "privacy_audit_shop_id_request_id_idx" ON "privacy_audit"("shop_id", "request_id");

CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The table % only grows.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER privacy_audit_only_grows BEFORE UPDATE OR DELETE ON privacy_audit FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER privacy_audit_is_not_emptied BEFORE TRUNCATE ON privacy_audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();

-- Who looked at whose data: a row for each view, and one for each person who was shown in it.
CREATE TABLE "access_entry" (
    "shop_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "people" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_entry_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "access_entry_shop_id_user_id_id_idx" ON "access_entry"("shop_id", "user_id", "id" DESC);
CREATE INDEX "access_entry_shop_id_at_idx" ON "access_entry"("shop_id", "at");

CREATE TABLE "access_person" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,

    CONSTRAINT "access_person_pkey" PRIMARY KEY ("shop_id","customer_id","entry_id")
);
CREATE INDEX "access_person_shop_id_entry_id_idx" ON "access_person"("shop_id", "entry_id");
ALTER TABLE "access_person" ADD CONSTRAINT "access_person_shop_id_entry_id_fkey"
  FOREIGN KEY ("shop_id", "entry_id") REFERENCES "access_entry"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A shop's data key while it is being exchanged: `other` is the next one first, and the last one then; both can be read with.
-- Search tokens cannot be made again (nobody keeps a guest's e-mail), so the index keeps its key when the data key changes.
ALTER TABLE "shop_key"
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "other_wrapped" BYTEA,
  ADD COLUMN "other_version" INTEGER,
  ADD COLUMN "index_wrapped" BYTEA,
  ADD COLUMN "rotation" TEXT,
  ADD COLUMN "rotation_at" TIMESTAMPTZ(3);
CREATE INDEX shop_key_in_rotation ON shop_key (shop_id) WHERE rotation IS NOT NULL;
CREATE INDEX compliance_request_open ON compliance_request (shop_id, id) WHERE status = 'open';
CREATE INDEX domain_event_recorded ON domain_event (shop_id, recorded_at);
CREATE INDEX webhook_inbox_settled ON webhook_inbox (shop_id, received_at) WHERE state <> 0;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['privacy_audit', 'access_entry', 'access_person'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON privacy_audit FROM regulars_app;
GRANT USAGE, SELECT ON SEQUENCE privacy_audit_id_seq, access_entry_id_seq TO regulars_app;

-- What the worker may know across shops: ids, and how many keys each master key wraps.
CREATE FUNCTION every_shop() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop UNION SELECT shop_id FROM shop_key;
$$;
CREATE FUNCTION shops_with_key_rotation() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop_key WHERE rotation IS NOT NULL;
$$;
CREATE FUNCTION shops_wrapped_otherwise_than(p_master integer) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop_key WHERE master_version <> p_master;
$$;
CREATE FUNCTION master_keys_in_use() RETURNS TABLE (master_version integer, shops bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT master_version, count(*) FROM shop_key GROUP BY master_version ORDER BY master_version;
$$;
REVOKE ALL ON FUNCTION every_shop(), shops_with_key_rotation(), shops_wrapped_otherwise_than(integer), master_keys_in_use() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION every_shop(), shops_with_key_rotation(), shops_wrapped_otherwise_than(integer), master_keys_in_use() TO regulars_app;
