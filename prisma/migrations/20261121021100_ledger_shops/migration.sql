-- Which shops have books that can be proved, for the commands that go over all of them: ids, and nothing else.
CREATE FUNCTION shops_with_ledger() RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop_id FROM shop s WHERE EXISTS (SELECT FROM ledger_entry e WHERE e.shop_id = s.shop_id) OR EXISTS (SELECT FROM loyalty_member m WHERE m.shop_id = s.shop_id)
  ORDER BY shop_id;
$$;
REVOKE ALL ON FUNCTION shops_with_ledger() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shops_with_ledger() TO regulars_app;
