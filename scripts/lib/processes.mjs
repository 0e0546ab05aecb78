import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DATA, ROOT } from './paths.mjs';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** What Node is given when `npm run` starts this file. */
const optionsOf = (file) =>
  Object.values(scripts)
    .map((command) => command.split(' '))
    .find((words) => words[0] === 'node' && words.at(-1) === file)
    ?.slice(1, -1) ?? [];

/**
 * Starts a Node program that says `{ready: true, …}` when it can be used, its output in .data/logs/. The program ends when
 * this process does, however that ends: it watches the channel between them.
 */
export function startProgram(name, args, env) {
  mkdirSync(path.join(DATA, 'logs'), { recursive: true });
  const log = createWriteStream(path.join(DATA, 'logs', `${name}.log`));
  // A group of its own: Ctrl-C goes to us, and we stop them in order.
  const child = spawn(process.execPath, [...optionsOf(args[0]), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let lastWords = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log.write(chunk);
      lastWords = (lastWords + chunk).slice(-3000);
    });
  }
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  const ready = new Promise((resolve, reject) => {
    child.on('message', (message) => message?.ready && resolve(message));
    child.once('error', reject);
    void ended.then((how) => reject(new Error(`The ${name} ended (${how}) before it was ready:\n${lastWords}`)));
  });
  ready.catch(() => undefined);
  return {
    name,
    ready,
    ended,
    pid: child.pid,
    lastWords: () => lastWords,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
