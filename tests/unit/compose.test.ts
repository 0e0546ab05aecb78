import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseEnv } from '~/config/env.server';

const service = z.object({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  ports: z.array(z.string()).default([]),
});
const compose = z.object({ services: z.record(z.string(), service) }).parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));
const own = ['migrate', 'app', 'worker'] as const;

/** What stands in .env, as somebody who follows .env.example would fill it in. */
const filled: Record<string, string> = {
  APP_DATABASE_PASSWORD: 'app',
  POSTGRES_PASSWORD: 'owner',
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'secret',
  SHOPIFY_APP_URL: 'https://regulars.example.com',
  SCOPES: 'read_customers',
  MASTER_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
};
const interpolate = (text: string) =>
  text.replace(/\$\{(\w+)(?::-([^}]*)|:\?)?\}/g, (_whole, name: string, otherwise: string | undefined) => {
    const value = filled[name] ?? otherwise;
    if (value === undefined) throw new Error(`Compose would ask for ${name}.`);
    return value;
  });
const environmentOf = (name: string) =>
  Object.fromEntries(Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [key, interpolate(value)]));

describe('docker-compose.yml', () => {
  it.each(own)('gives %s all that the app asks for, and nothing it does not know', (name) => {
    const environment = environmentOf(name);
    const env = parseEnv(environment);
    expect(env.NODE_ENV).toBe('production');
    const known = new Set([...Object.keys(env), 'DATABASE_OWNER_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT']);
    expect(Object.keys(environment).filter((key) => !known.has(key))).toEqual([]);
  });

  it('starts nothing of ours before the tables are there, and runs only what exists', () => {
    for (const name of own) {
      const { command, depends_on } = compose.services[name] ?? service.parse({});
      expect(command?.[0]).toBe('node');
      const program = command?.slice(1).find((word) => !word.startsWith('--'));
      expect(existsSync(program ?? '')).toBe(true);
      for (const needed of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(needed);
      if (name !== 'migrate') expect(depends_on['migrate']?.condition).toBe('service_completed_successfully');
    }
  });

  it('starts the worker with the memory that npm gives it', () => {
    const { scripts } = z.object({ scripts: z.object({ worker: z.string() }) }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(compose.services['worker']?.command).toEqual(scripts.worker.split(' '));
  });

  it('gives the owner of the tables to migrate alone, and opens one port, to this machine', () => {
    expect(environmentOf('app')).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(environmentOf('worker')).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(Object.values(compose.services).flatMap((one) => one.ports)).toEqual(['127.0.0.1:3000:3000']);
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  it('ends as a user who owns nothing, and copies only what is there', () => {
    expect(lines.filter((line) => line.startsWith('USER'))).toEqual(['USER node']);
    const copied = lines.filter((line) => line.startsWith('COPY --from=build')).flatMap((line) => line.match(/\/app\/([\w.]+)/g) ?? []);
    const made = new Set(['/app/node_modules', '/app/build']);
    for (const path of copied) expect(made.has(path) || existsSync(path.replace('/app/', ''))).toBe(true);
  });
});
