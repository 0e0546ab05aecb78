import { setTimeout as sleep } from 'node:timers/promises';
import { customerTimeline } from '~/domain/customers/index.server';
import { WireConnection } from '../support/wire';
import { customerId, order, orderId, signed } from './orders';

export interface Looking {
  shopId: bigint;
  port: number;
  key: { secret: string; shop: string };
  customers: number;
  /** Number of the first order; they are counted on from it. */
  first: number;
  /** Orders a second, and for how many seconds. */
  rate: number;
  seconds: number;
}

/** Looking costs something too: at most so many orders are looked for at a time. */
const LOOKERS = 3;
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 20_000;

/** A whole signed request as it goes over the wire. */
function requestOf(n: number, { key, customers }: Looking): Buffer {
  const { body, headers } = signed('orders/create', order(n, customers), key);
  const head = Object.entries({ host: '127.0.0.1', 'content-length': body.length, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from(`POST /webhooks HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`), body]);
}

/** Looks at the customer's page as the app does, until the order is there. @returns ms since the request was due */
async function visibleAfter(dueAt: number, n: number, { shopId, customers }: Looking): Promise<number> {
  for (;;) {
    const { entries } = await customerTimeline(shopId, customerId(n % customers), ['orders'], null);
    const took = performance.now() - dueAt;
    if (entries.some((entry) => entry.orderId === orderId(n))) return took;
    if (took > GIVE_UP_MS) throw new Error(`Order ${orderId(n)} did not become visible.`);
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Orders at a steady rate into the running web process, and how long some of them take to the customer's page. The requests are made
 * beforehand, and a page has been looked at before: neither is part of what is measured, and both take from those who are.
 * @returns ms of each that was looked for, and how every request was answered
 */
export async function lookForOrders(looking: Looking): Promise<{ ms: number[]; statuses: number[] }> {
  const { first, rate, seconds } = looking;
  const requests = Array.from({ length: Math.floor(rate * seconds) }, (_, index) => requestOf(first + index, looking));
  await customerTimeline(looking.shopId, customerId(first % looking.customers), ['orders'], null);
  const connections: WireConnection[] = [];
  const idle: WireConnection[] = [];
  const another = () => {
    const made = new WireConnection(looking.port);
    connections.push(made);
    return made;
  };
  const send = async (request: Buffer) => {
    const connection = idle.pop() ?? another();
    const status = await connection.send(request);
    idle.push(connection);
    return status;
  };
  let eyes = LOOKERS;
  const waits: Promise<number>[] = [];
  const sending: Promise<number>[] = [];
  const startedAt = performance.now();
  while (sending.length < requests.length) {
    const wanted = Math.floor(((performance.now() - startedAt) / 1000) * rate);
    for (const request of requests.slice(sending.length, wanted)) {
      const n = first + sending.length;
      const dueAt = startedAt + (sending.length / rate) * 1000;
      sending.push(send(request));
      if (eyes === 0) continue;
      eyes -= 1;
      waits.push(visibleAfter(dueAt, n, looking).finally(() => (eyes += 1)));
    }
    await sleep(3);
  }
  const statuses = await Promise.all(sending);
  const ms = await Promise.all(waits);
  for (const connection of connections) connection.close();
  return { ms, statuses };
}
