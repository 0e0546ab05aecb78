-- Statistics of a table that has just been filled. Only the owner may ANALYZE; the app may ask for it, by name, and learns nothing.
-- Why it matters: without statistics every index that begins with shop_id looks as good as the primary key, so that checking
-- the foreign keys of a first import reads all of the shop's rows for every row it inserts, and keeps that plan for the session.
CREATE FUNCTION analyze_new_table(p_table text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname = p_table AND c.relname <> '_prisma_migrations' AND c.reltuples < 500) THEN
    EXECUTE format('ANALYZE public.%I', p_table);
  END IF;
END $$;
REVOKE ALL ON FUNCTION analyze_new_table(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_new_table(text) TO regulars_app;
