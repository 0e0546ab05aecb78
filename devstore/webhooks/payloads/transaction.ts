import { formatMinor } from '../../state/money.ts';
import type { Order, Store } from '../../state/model.ts';
import type { Transaction } from '../../state/model/order-parts.ts';
import { capturableOf } from '../../state/totals.ts';
import { exact, exactOrNull, gid, type WireObject } from '../wire.ts';
import { need, type Serializer } from './documents.ts';
import { localTime } from './time.ts';

/** A transaction, as its own topic and refunds carry it. Amounts are in the shop's currency. */
export function transactionOf(transaction: Transaction, order: Order, store: Store): WireObject {
  const position = order.transactions.findIndex((one) => one.id === transaction.id) + 1;
  const unsettled = transaction.kind === 'AUTHORIZATION' ? capturableOf(order, transaction) : 0;
  const money = { amount: formatMinor(unsettled, order.currency), currency: order.currency };
  return {
    id: exact(transaction.id),
    order_id: exact(order.id),
    kind: transaction.kind.toLowerCase(),
    gateway: transaction.gateway,
    status: transaction.status.toLowerCase(),
    message: null,
    created_at: localTime(transaction.processedAt, store),
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: exactOrNull(transaction.parentId),
    processed_at: localTime(transaction.processedAt, store),
    device_id: null,
    error_code: null,
    source_name: order.source,
    receipt: {},
    amount: formatMinor(transaction.amount, order.currency),
    currency: order.currency,
    payment_id: `${order.name}.${position}`,
    total_unsettled_set: { presentment_money: money, shop_money: money },
    manual_payment_gateway: transaction.gateway === 'manual',
    amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
  };
}

/** `order_transactions/create`. */
export const transactionPayload: Serializer<'order_transactions/create'> = ({ store, payload: { order, transactionId } }) => {
  const all = [...order.transactions, ...order.refunds.flatMap((refund) => refund.transactions)];
  const transaction = need(
    all.find((one) => one.id === transactionId),
    'transaction',
  );
  const card =
    transaction.gateway === 'manual' || transaction.gateway === 'gift_card' || transaction.gateway === 'shopify_store_credit'
      ? null
      : {
          credit_card_bin: null,
          avs_result_code: null,
          cvv_result_code: null,
          credit_card_number: '•••• •••• •••• 4242',
          credit_card_company: 'Visa',
          buyer_action_info: null,
          credit_card_name: null,
          credit_card_wallet: null,
          credit_card_expiration_month: null,
          credit_card_expiration_year: null,
          payment_method_name: 'visa',
        };
  return { ...transactionOf(transaction, order, store), payment_details: card };
};
