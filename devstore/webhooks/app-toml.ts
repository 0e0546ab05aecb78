import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import { z } from 'zod';

const subscription = z
  .object({
    topics: z.array(z.string()).default([]),
    compliance_topics: z.array(z.string()).default([]),
    uri: z.string().min(1),
    filter: z.string().optional(),
    include_fields: z.array(z.string()).optional(),
    name: z.string().optional(),
  })
  .refine((one) => one.topics.length + one.compliance_topics.length > 0, 'A webhook subscription names no topic.');
const appToml = z.object({
  name: z.string().default('App'),
  application_url: z.string().optional(),
  access_scopes: z.object({ scopes: z.string().default('') }).default({ scopes: '' }),
  webhooks: z.object({ api_version: z.string(), subscriptions: z.array(subscription).default([]) }),
});

/** One topic the app wants, wherever it was asked for. */
export interface Subscription {
  /** Stable key, also the row id of one made through the API. */
  key: string;
  topic: string;
  uri: string;
  filter: string | null;
  includeFields: string[];
  name: string | null;
  apiVersion: string;
  source: 'toml' | 'api';
  compliance: boolean;
}
export interface AppSettings {
  name: string;
  scopes: string[];
  apiVersion: string;
  subscriptions: Subscription[];
}

/** The app's configuration as Shopify reads it on deploy. @throws when the file is missing or a part of it is malformed. */
export async function readAppToml(path: string): Promise<AppSettings> {
  const toml = appToml.parse(parse(await readFile(path, 'utf8')));
  const subscriptions = toml.webhooks.subscriptions.flatMap((entry, index) =>
    [...entry.topics.map((topic) => ({ topic, compliance: false })), ...entry.compliance_topics.map((topic) => ({ topic, compliance: true }))].map(
      ({ topic, compliance }): Subscription => ({
        key: `toml-${index}-${topic}`,
        topic,
        uri: entry.uri,
        filter: entry.filter ?? null,
        includeFields: entry.include_fields ?? [],
        name: entry.name ?? null,
        apiVersion: toml.webhooks.api_version,
        source: 'toml',
        compliance,
      }),
    ),
  );
  const scopes = toml.access_scopes.scopes
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
  return { name: toml.name, scopes, apiVersion: toml.webhooks.api_version, subscriptions };
}
