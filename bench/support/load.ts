import { setTimeout as sleep } from 'node:timers/promises';
import { proxyRequest } from '../proxy/requests';
import { signedRequest } from '../ingest/requests';
import { WireConnection } from './wire';

export interface Job {
  /** What is sent: deliveries of `orders/create`, or shoppers who ask for their own figures. */
  kind: 'webhook' | 'proxy';
  port: number;
  connections: number;
  /** Requests a second, whether or not answers come; 0: each connection sends its next request when it has its answer. */
  rate: number;
  seconds: number;
  /** Number of the first body, and how many different ones there are. */
  first: number;
  bodies: number;
  /** Begin again with the first body when all have been sent: for a receiver that keeps nothing. */
  again: boolean;
  /** Share of requests that repeat an earlier one. */
  duplicates: number;
  secret: string;
  shop: string;
}
export interface Outcome {
  seconds: number;
  /** Answers by status; 0 stands for a connection that broke. */
  statuses: Record<number, number>;
  /** From the moment at which a request was due, of all that were answered 200, and of all. */
  acceptedMs: number[];
  allMs: number[];
  /** Numbers of the bodies that were acknowledged. */
  acknowledged: number[];
}

/** Numbers to send: each new, save the share that repeats one of the last few hundred. */
function* numbers(job: Job): Generator<number> {
  const every = job.duplicates > 0 ? Math.round(1 / job.duplicates) : Infinity;
  let sent = 0;
  for (let next = 0; next < job.bodies || job.again;) {
    sent += 1;
    if (sent % every === 0 && next > 0) yield job.first + ((next - 1 - ((sent * 7919) % Math.min(next, 300))) % job.bodies);
    else yield job.first + (next++ % job.bodies);
  }
}

export async function runLoad(job: Job): Promise<Outcome> {
  const requestOf = { webhook: signedRequest, proxy: proxyRequest }[job.kind];
  const requests = Array.from({ length: job.bodies }, (_, index) => requestOf(job.first + index, job));
  const source = numbers(job);
  const statuses: Record<number, number> = {};
  const acknowledged = new Set<number>();
  const [acceptedMs, allMs]: number[][] = [[], []];
  const one = async (connection: WireConnection, n: number, dueAt: number) => {
    const request = requests[n - job.first];
    if (!request) return 0;
    const status = await connection.send(request).catch(() => 0);
    const tookMs = performance.now() - dueAt;
    statuses[status] = (statuses[status] ?? 0) + 1;
    allMs?.push(tookMs);
    if (status === 200) acceptedMs?.push(tookMs);
    if (status === 200) acknowledged.add(n);
    return status;
  };
  const startedAt = performance.now();
  await (job.rate > 0 ? openLoop(job, source, one, startedAt) : closedLoop(job, source, one, startedAt));
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, statuses, acceptedMs: acceptedMs ?? [], allMs: allMs ?? [], acknowledged: [...acknowledged] };
}

type SendOne = (connection: WireConnection, n: number, dueAt: number) => Promise<number>;

async function closedLoop(job: Job, source: Generator<number>, one: SendOne, startedAt: number) {
  const end = startedAt + job.seconds * 1000;
  const worker = async () => {
    const connection = new WireConnection(job.port);
    while (performance.now() < end) {
      const next = source.next();
      if (next.done) break;
      await one(connection, next.value, performance.now());
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: job.connections }, worker));
}

/** Requests leave when they are due; one that finds no free connection waits, and its time counts from when it was due. */
async function openLoop(job: Job, source: Generator<number>, one: SendOne, startedAt: number) {
  const idle: WireConnection[] = [];
  const due: { n: number; at: number }[] = [];
  // Taking from the front of a long array would move all of it, in the process that has to keep the pace.
  let taken = 0;
  const running = new Set<Promise<void>>();
  let open = 0;
  const another = () => {
    if (open >= job.connections) return undefined;
    open += 1;
    return new WireConnection(job.port);
  };
  const dispatch = () => {
    for (;;) {
      const request = due[taken];
      if (!request) return;
      const connection = idle.pop() ?? another();
      if (!connection) return;
      taken += 1;
      const sending: Promise<void> = one(connection, request.n, request.at).then((status) => {
        running.delete(sending);
        if (status === 0) {
          connection.close();
          open -= 1;
        } else idle.push(connection);
        dispatch();
      });
      running.add(sending);
    }
  };
  let planned = 0;
  while (performance.now() - startedAt < job.seconds * 1000) {
    const wanted = Math.floor(((performance.now() - startedAt) / 1000) * job.rate);
    for (; planned < wanted; planned += 1) {
      const next = source.next();
      if (next.done) break;
      due.push({ n: next.value, at: startedAt + (planned / job.rate) * 1000 });
    }
    dispatch();
    await sleep(2);
  }
  while (running.size > 0 || taken < due.length) await sleep(5);
  for (const connection of idle) connection.close();
}
