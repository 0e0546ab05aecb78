import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

function program(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => `${root}/${version}/bin/pgbench`).find((path) => existsSync(path));
  if (!found) throw new Error("pgbench is not installed, and it is what this bench measures against: apt-get install postgresql (Debian's).");
  return found;
}

/** The real pgbench on a database of its own. */
export async function preparePgbench(url: string, scale: number): Promise<void> {
  await run(program(), ['--initialize', '--quiet', '--scale', String(scale), url]);
}

/** TPC-B-like transactions a second. */
export async function runPgbench(url: string, { clients, seconds }: { clients: number; seconds: number }): Promise<number> {
  const { stdout } = await run(program(), ['--client', String(clients), '--jobs', '2', '--time', String(seconds), '--no-vacuum', url]);
  const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (!tps) throw new Error(`pgbench said nothing of its speed:\n${stdout}`);
  return Number(tps);
}
