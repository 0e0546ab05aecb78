ALTER TABLE "import_phase" ADD COLUMN "skipped" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "import_phase" ADD COLUMN "partial" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "import_phase" ADD COLUMN "rows_per_second" REAL;
