import type { PoolClient } from 'pg';
import type { LineFacts, OrderFacts } from '../earning/model';
import { amountWithoutLines } from '../earning/refunded-amount';

interface OrderRow {
  id: bigint;
  customer_id: bigint | null;
  version_at: Date;
  occurred_at: Date;
  paid_at: Date | null;
  fulfilled_at: Date | null;
  cancelled_at: Date | null;
  voided: boolean;
  test: boolean;
  currency: string;
  taxes_included: boolean;
  shipping_total: bigint;
  tax_total: bigint;
  gift_cards: bigint;
  refunds: { amount: string; shipping: string; tax: string; lines: string; line_tax: string }[];
  lines: LineRow[];
  segments: string[];
}
interface LineRow {
  id: string;
  product: string | null;
  collections: string[];
  tags: string[];
  ordered: number;
  current: number;
  refunded: number;
  unit_price: string;
  discount: string;
  tax: string;
  gift_card: boolean;
}

/** An order that has been paid stays so whatever is given back of it; only what is voided was never paid. */
const READ = `
  select o.id, o.customer_id, o.version_at, o.occurred_at, o.test, o.currency, o.taxes_included, o.shipping_total, o.tax_total,
    case when o.financial_status in ('paid', 'partially_refunded', 'refunded') then coalesce(
      (select max(t.occurred_at) from order_transaction t where t.shop_id = o.shop_id and t.order_id = o.id and t.kind in ('sale', 'capture') and t.status = 'success'), o.occurred_at) end as paid_at,
    case when o.fulfillment_status = 'fulfilled' then coalesce(
      (select max(f.occurred_at) from fulfillment f where f.shop_id = o.shop_id and f.order_id = o.id and f.status = 'success'), o.version_at) end as fulfilled_at,
    coalesce(o.cancelled_at, o.deleted_at) as cancelled_at, o.financial_status is not distinct from 'voided' as voided,
    (select coalesce(sum(t.amount), 0)::bigint from order_transaction t
      where t.shop_id = o.shop_id and t.order_id = o.id and t.kind in ('sale', 'capture') and t.status = 'success' and t.gateway = 'gift_card') as gift_cards,
    (select coalesce(json_agg(json_build_object('amount', r.amount::text, 'shipping', r.shipping::text, 'tax', r.tax::text,
        'lines', (select coalesce(sum(rl.subtotal), 0)::text from refund_line rl where rl.shop_id = r.shop_id and rl.order_id = r.order_id and rl.refund_id = r.id),
        'line_tax', (select coalesce(sum(rl.tax), 0)::text from refund_line rl where rl.shop_id = r.shop_id and rl.order_id = r.order_id and rl.refund_id = r.id))), '[]')
      from refund r where r.shop_id = o.shop_id and r.order_id = o.id) as refunds,
    (select coalesce(json_agg(json_build_object('id', l.id::text, 'product', l.product_id::text, 'ordered', l.quantity, 'current', l.current_quantity,
        'refunded', (select coalesce(sum(rl.quantity), 0) from refund_line rl where rl.shop_id = l.shop_id and rl.order_id = l.order_id and rl.line_id = l.id),
        'unit_price', l.unit_price::text, 'discount', l.discount_total::text, 'tax', l.tax_total::text, 'gift_card', l.is_gift_card,
        'tags', coalesce((select p.tags from product p where p.shop_id = l.shop_id and p.id = l.product_id), '{}'),
        'collections', (select coalesce(array_agg(c.collection_id::text), '{}') from collection_product c where c.shop_id = l.shop_id and c.product_id = l.product_id)) order by l.id), '[]')
      from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines,
    (select coalesce(array_agg(t.tag), '{}') from customer_tag t where t.shop_id = o.shop_id and t.customer_id = o.customer_id) as segments
  from sales_order o where o.shop_id = $1 and o.id = any($2::bigint[])`;

/** Orders as the CRM has them, as far as it matters for points. Orders that are not known are left out. */
export async function readOrderFacts(connection: PoolClient, shopId: bigint, ids: readonly bigint[]): Promise<OrderFacts[]> {
  const { rows } = await connection.query<OrderRow>({ name: 'order_facts', text: READ, values: [shopId, ids] });
  return rows.map(toFacts);
}

function toFacts(row: OrderRow): OrderFacts {
  const lines = row.lines.map(toLine);
  const lineTax = lines.reduce((sum, { tax }) => sum + tax, 0n);
  const sumOf = (pick: (refund: OrderRow['refunds'][number]) => bigint) => row.refunds.reduce((sum, refund) => sum + pick(refund), 0n);
  return {
    orderId: row.id,
    customerId: row.customer_id,
    versionAt: row.version_at,
    placedAt: row.occurred_at,
    paidAt: row.paid_at,
    fulfilledAt: row.fulfilled_at,
    cancelledAt: row.cancelled_at,
    voided: row.voided,
    test: row.test,
    currency: row.currency,
    taxesIncluded: row.taxes_included,
    lines,
    shipping: row.shipping_total,
    shippingRefunded: sumOf(({ shipping }) => BigInt(shipping)),
    orderTax: atLeastZero(row.tax_total - lineTax),
    refundedAmount: sumOf((refund) => refundedBeyond(refund, row.taxes_included)),
    rewardDiscount: 0n,
    paidWithGiftCards: row.gift_cards,
    segments: row.segments,
  };
}

const refundedBeyond = ({ amount, shipping, tax, lines, line_tax }: OrderRow['refunds'][number], taxesIncluded: boolean): bigint =>
  amountWithoutLines({ amount: BigInt(amount), shipping: BigInt(shipping), tax: BigInt(tax), lines: BigInt(lines), lineTax: BigInt(line_tax) }, taxesIncluded);

function toLine(line: LineRow): LineFacts {
  // What stands is what an edit left and no refund took; a refund that restocked nothing leaves the quantity as it was.
  const quantity = Math.min(line.ordered, line.current + line.refunded);
  const share = (whole: string) => (line.ordered > 0 ? (BigInt(whole) * BigInt(quantity)) / BigInt(line.ordered) : 0n);
  return {
    id: line.id,
    product: line.product,
    collections: line.collections,
    tags: line.tags,
    quantity,
    refundedQuantity: Math.min(line.refunded, quantity),
    unitPrice: BigInt(line.unit_price),
    discount: share(line.discount),
    tax: share(line.tax),
    giftCard: line.gift_card,
  };
}

const atLeastZero = (amount: bigint) => (amount < 0n ? 0n : amount);
