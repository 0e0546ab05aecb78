-- What was sold of each product in the orders that count, kept in the transaction of the orders themselves: a list of products must not add up all lines.
CREATE TABLE product_sales (
  shop_id bigint NOT NULL,
  product_id bigint NOT NULL,
  units bigint NOT NULL,
  revenue bigint NOT NULL,
  last_at timestamptz(3),
  PRIMARY KEY (shop_id, product_id)
);
ALTER TABLE product_sales ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON product_sales USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE, DELETE ON product_sales TO regulars_app;

INSERT INTO product_sales (shop_id, product_id, units, revenue, last_at)
SELECT l.shop_id, l.product_id, sum(l.current_quantity), sum(l.unit_price * l.quantity - l.discount_total - coalesce(r.subtotal, 0)), max(o.occurred_at)
FROM order_line l JOIN sales_order o ON o.shop_id = l.shop_id AND o.id = l.order_id
LEFT JOIN (SELECT shop_id, order_id, line_id, sum(subtotal) AS subtotal FROM refund_line GROUP BY shop_id, order_id, line_id) r
  ON r.shop_id = l.shop_id AND r.order_id = l.order_id AND r.line_id = l.id
WHERE l.product_id IS NOT NULL AND NOT o.test AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
GROUP BY l.shop_id, l.product_id;
