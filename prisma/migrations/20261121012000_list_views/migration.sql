-- Saved views of lists. A search or a name that a merchant gives may name a person, so what a view says is sealed; its name is unique by a keyed hash.
CREATE TABLE list_view (
  shop_id bigint NOT NULL,
  id bigserial NOT NULL,
  list text NOT NULL,
  name_token bigint NOT NULL,
  position integer NOT NULL,
  sealed bytea NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (shop_id, id)
);
CREATE UNIQUE INDEX list_view_shop_id_list_name_token_key ON list_view (shop_id, list, name_token);

GRANT SELECT, INSERT, UPDATE, DELETE ON list_view TO regulars_app;
GRANT USAGE, SELECT ON SEQUENCE list_view_id_seq TO regulars_app;
ALTER TABLE list_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON list_view USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
