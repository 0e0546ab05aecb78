import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Order } from '../state/model.ts';
import type { Id, Minor } from '../state/model/values.ts';
import { orderTotals } from '../state/totals.ts';
import type { Behaviour } from './plan.ts';
import type { Parameters } from './process.ts';

/** Above this the truth is told in sums only. */
const NAMED_MAX = 50_000;

/** What became of the parameters in this shop. Money in minor units. */
export interface Realised {
  customers: number;
  buyers: number;
  orders: number;
  ordersOfCustomers: number;
  repeatOrders: number;
  guestOrders: number;
  posOrders: number;
  cancelledOrders: number;
  refundedOrders: number;
  discountedOrders: number;
  /** Means over buyers. */ meanLambdaPerWeek: number;
  meanDropOut: number;
  shareAlive: number;
  /** Mean worth that orders of customers should have had, and had: lines before discounts, shipping and tax. */ meanWorthDrawn: Minor;
  meanWorthSold: Minor;
  totalSold: Minor;
  netOfRefunds: Minor;
}
interface Given {
  seed: number;
  parameters: Parameters;
  meanWorth: number;
  until: string;
}

/** The file that later estimates are checked against. */
export class Truth {
  private readonly sums = {
    customers: 0,
    buyers: 0,
    orders: 0,
    ordersOfCustomers: 0,
    guestOrders: 0,
    posOrders: 0,
    cancelledOrders: 0,
    refundedOrders: 0,
    discountedOrders: 0,
    lambda: 0,
    dropOut: 0,
    alive: 0,
    drawn: 0,
    worth: 0,
    sold: 0,
    net: 0,
  };
  private first = true;

  private constructor(
    private readonly path: string,
    private readonly out: WriteStream,
    private readonly named: boolean,
  ) {}

  static async open(folder: string, domain: string, customers: number, given: Given): Promise<Truth> {
    await mkdir(folder, { recursive: true });
    const path = `${folder}/${domain}.truth.json`;
    const truth = new Truth(path, createWriteStream(`${path}.part`), customers <= NAMED_MAX);
    const about = {
      process:
        'BG/NBD with gamma-gamma spend. The first purchase is at joining; lambda per week ~ Gamma(r, rate alpha); after each repeat purchase gone with probability p ~ Beta(a, b). ' +
        'Worth of an order (lines before discounts, shipping, tax) ~ Gamma(p, rate nu), nu ~ Gamma(q, rate gamma), in major units.',
      ...given,
      columns: ['customerId', 'joinedAt', 'lambdaPerWeek', 'dropOut', 'meanWorth', 'purchases', 'alive'],
    };
    truth.out.write(`${JSON.stringify(about, null, 1).slice(0, -2)},\n "customers": [`);
    return truth;
  }

  /** @param worthRate mean worth of this customer's orders in major units */
  async customer(id: Id, behaviour: Behaviour, meanWorth: number | null): Promise<void> {
    const { buyer, joined, times, alive } = behaviour;
    this.sums.customers += 1;
    if (buyer) {
      this.sums.buyers += 1;
      this.sums.lambda += buyer.lambda;
      this.sums.dropOut += buyer.dropOut;
      this.sums.alive += alive ? 1 : 0;
    }
    if (!this.named) return;
    const row = JSON.stringify([
      id,
      new Date(joined).toISOString(),
      buyer?.lambda ?? null,
      buyer?.dropOut ?? null,
      meanWorth,
      times.length,
      buyer ? alive : null,
    ]);
    const text = `${this.first ? '' : ','}\n  ${row}`;
    this.first = false;
    if (!this.out.write(text)) await once(this.out, 'drain');
  }

  order(order: Order, sold: { subtotal: Minor; total: Minor; drawn: Minor | null }): void {
    this.sums.orders += 1;
    if (sold.drawn !== null) {
      this.sums.ordersOfCustomers += 1;
      this.sums.drawn += sold.drawn;
      this.sums.worth += sold.subtotal;
    } else this.sums.guestOrders += 1;
    this.sums.posOrders += order.source === 'pos' ? 1 : 0;
    this.sums.cancelledOrders += order.cancelledAt ? 1 : 0;
    this.sums.refundedOrders += order.refunds.length > 0 && !order.cancelledAt ? 1 : 0;
    this.sums.discountedOrders += order.discountApplications.length > 0 ? 1 : 0;
    this.sums.sold += sold.total;
    this.sums.net += orderTotals(order).netPayment;
  }

  realised(digits: number): Realised {
    const { customers, buyers, orders, ordersOfCustomers, guestOrders, posOrders, cancelledOrders, refundedOrders, discountedOrders, ...rest } = this.sums;
    const per = (sum: number, count: number) => (count === 0 ? 0 : sum / count);
    return {
      customers,
      buyers,
      orders,
      ordersOfCustomers,
      repeatOrders: ordersOfCustomers - buyers,
      guestOrders,
      posOrders,
      cancelledOrders,
      refundedOrders,
      discountedOrders,
      meanLambdaPerWeek: per(rest.lambda, buyers),
      meanDropOut: per(rest.dropOut, buyers),
      shareAlive: per(rest.alive, buyers),
      meanWorthDrawn: Math.round(per(rest.drawn, ordersOfCustomers) * 10 ** digits),
      meanWorthSold: Math.round(per(rest.worth, ordersOfCustomers)),
      totalSold: rest.sold,
      netOfRefunds: rest.net,
    };
  }

  /** Returns the file's path. */
  async close(realised: Realised): Promise<string> {
    this.out.end(`\n ],\n "realised": ${JSON.stringify(realised)}\n}\n`);
    await finished(this.out);
    await rename(`${this.path}.part`, this.path);
    return this.path;
  }

  /** Leaves the file of an earlier past as it was. */
  async abandon(): Promise<void> {
    this.out.destroy();
    await rm(`${this.path}.part`, { force: true });
  }
}
