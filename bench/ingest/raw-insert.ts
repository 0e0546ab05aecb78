import pg from 'pg';
import { bodyOf } from './requests';

export interface RawJob {
  databaseUrl: string;
  connections: number;
  seconds: number;
  first: number;
  bodies: number;
  duplicates: number;
}

/** The peer without HTTP: the same bytes with a unique key, each insert a transaction of its own, one at a time on every connection. @returns inserts a second. */
export async function runRawInsert(job: RawJob): Promise<number> {
  const bodies = Array.from({ length: job.bodies }, (_, index) => Buffer.from(bodyOf(job.first + index)));
  const clients = Array.from({ length: job.connections }, () => new pg.Client({ connectionString: job.databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const every = job.duplicates > 0 ? Math.round(1 / job.duplicates) : Infinity;
  let next = 0;
  let sent = 0;
  const startedAt = performance.now();
  const end = startedAt + job.seconds * 1000;
  const insert = async (client: pg.Client) => {
    while (performance.now() < end && next < bodies.length) {
      sent += 1;
      const n = sent % every === 0 && next > 0 ? next - 1 - ((sent * 7919) % Math.min(next, 300)) : next++;
      await client.query({
        name: 'raw',
        text: 'insert into raw_inbox (key, body) values ($1, $2) on conflict (key) do nothing',
        values: [`bench-event-${job.first + n}`, bodies[n]],
      });
    }
  };
  await Promise.all(clients.map(insert));
  const seconds = (performance.now() - startedAt) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return sent / seconds;
}
