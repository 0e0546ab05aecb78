-- Customers and orders from files of the merchant's. What a file says of people is sealed while it waits, and destroyed when it has been read.
CREATE TABLE file_import (
  shop_id bigint NOT NULL,
  id bigserial NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL DEFAULT 'uploading',
  settings jsonb,
  size_bytes bigint NOT NULL,
  received_bytes bigint NOT NULL DEFAULT 0,
  salt bytea,
  byte_offset bigint NOT NULL DEFAULT 0,
  line_number integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  checked jsonb,
  undo jsonb,
  rows_per_second double precision,
  begun_at timestamptz(3),
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3),
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE file_import_piece (
  shop_id bigint NOT NULL,
  import_id bigint NOT NULL,
  piece integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (shop_id, import_id, piece),
  FOREIGN KEY (shop_id, import_id) REFERENCES file_import (shop_id, id) ON DELETE CASCADE
);
ALTER TABLE file_import_piece ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Why a row is not imported: its place and the reason, never what stood there.
CREATE TABLE file_import_error (
  shop_id bigint NOT NULL,
  import_id bigint NOT NULL,
  line integer NOT NULL,
  place smallint NOT NULL,
  column_index smallint,
  reason text NOT NULL,
  value_class text NOT NULL,
  PRIMARY KEY (shop_id, import_id, line, place),
  FOREIGN KEY (shop_id, import_id) REFERENCES file_import (shop_id, id) ON DELETE CASCADE
);

-- Which record of ours a row became: the key says who or what it is, the content whether it says anything new. Both are keyed hashes.
CREATE TABLE file_import_record (
  shop_id bigint NOT NULL,
  kind smallint NOT NULL,
  key bigint NOT NULL,
  record_id bigint NOT NULL,
  import_id bigint NOT NULL,
  content bigint NOT NULL,
  previous_import_id bigint,
  previous_content bigint,
  PRIMARY KEY (shop_id, kind, key)
);
CREATE INDEX file_import_record_shop_id_import_id_idx ON file_import_record (shop_id, import_id);
CREATE INDEX file_import_record_shop_id_kind_record_id_idx ON file_import_record (shop_id, kind, record_id);

-- What an import did, so that it can be undone.
CREATE TABLE file_import_change (
  shop_id bigint NOT NULL,
  import_id bigint NOT NULL,
  kind smallint NOT NULL,
  record_id bigint NOT NULL,
  created boolean NOT NULL,
  before bytea,
  state smallint NOT NULL DEFAULT 0,
  reason text,
  PRIMARY KEY (shop_id, import_id, kind, record_id),
  FOREIGN KEY (shop_id, import_id) REFERENCES file_import (shop_id, id) ON DELETE CASCADE
);
CREATE INDEX file_import_change_waiting ON file_import_change (shop_id, import_id, kind DESC, record_id) WHERE state = 0;

-- What a check has come across: it writes nothing else.
CREATE TABLE file_import_seen (
  shop_id bigint NOT NULL,
  import_id bigint NOT NULL,
  kind smallint NOT NULL,
  key bigint NOT NULL,
  PRIMARY KEY (shop_id, import_id, kind, key),
  FOREIGN KEY (shop_id, import_id) REFERENCES file_import (shop_id, id) ON DELETE CASCADE
);

-- Articles of files are found by their stock keeping unit.
CREATE INDEX product_variant_sku ON product_variant (shop_id, sku) WHERE sku IS NOT NULL;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['file_import', 'file_import_piece', 'file_import_error', 'file_import_record', 'file_import_change', 'file_import_seen'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO regulars_app', t);
  END LOOP;
END $$;
GRANT USAGE, SELECT ON SEQUENCE file_import_id_seq TO regulars_app;
