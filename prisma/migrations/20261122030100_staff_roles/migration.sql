-- What a member of staff may do with points. The store tells an app only who somebody is, so the roles are ours: whoever comes first manages.
CREATE TABLE staff_member (
  shop_id bigint NOT NULL,
  user_id text NOT NULL,
  role text NOT NULL CHECK (role IN ('manager', 'clerk')),
  since timestamptz(3) NOT NULL,
  changed_by text,
  PRIMARY KEY (shop_id, user_id)
);

-- What a role may do where the shop has said so; null: no limit. Without a row the usual limits hold.
CREATE TABLE staff_limit (
  shop_id bigint NOT NULL,
  role text NOT NULL CHECK (role IN ('manager', 'clerk')),
  points_at_once bigint CHECK (points_at_once >= 0),
  points_a_day bigint CHECK (points_a_day >= 0),
  changes_tiers boolean NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (shop_id, role)
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['staff_member', 'staff_limit'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
  END LOOP;
END $$;

-- How much somebody has adjusted today is asked of the ledger itself.
CREATE INDEX "ledger_entry_adjusted" ON "ledger_entry"("shop_id", "occurred_at") WHERE reason = 'adjusted';
