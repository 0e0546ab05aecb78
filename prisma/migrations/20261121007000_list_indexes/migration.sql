-- What lists are narrowed down to and what few records are: found without walking through all the others. Each holds those few alone, so
-- that the many cost nothing.
CREATE INDEX customer_not_active ON customer (shop_id, status, id) WHERE status <> 'active';
CREATE INDEX customer_sms_subscribed ON customer (shop_id, id) WHERE sms_consent = 'subscribed';
CREATE INDEX sales_order_not_paid ON sales_order (shop_id, financial_status, occurred_at DESC, id) WHERE financial_status <> 'paid';
CREATE INDEX sales_order_not_fulfilled ON sales_order (shop_id, fulfillment_status, occurred_at DESC, id) WHERE fulfillment_status <> 'fulfilled';
CREATE INDEX sales_order_cancelled ON sales_order (shop_id, occurred_at DESC, id) WHERE cancelled_at IS NOT NULL;
CREATE INDEX sales_order_test ON sales_order (shop_id, occurred_at DESC, id) WHERE test;
CREATE INDEX sales_order_open ON sales_order (shop_id, occurred_at DESC, id) WHERE closed_at IS NULL AND cancelled_at IS NULL;
