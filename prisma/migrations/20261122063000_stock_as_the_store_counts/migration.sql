-- What the store counts as in stock of a product: tells two states of one second apart when a comparison looks for what was lost.
alter table product add column store_inventory bigint not null default 0;
update product p set store_inventory = v.inventory
from (select shop_id, product_id, sum(inventory) as inventory from product_variant group by 1, 2) v
where v.shop_id = p.shop_id and v.product_id = p.id and v.inventory is not null;
