import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Context } from '../context.ts';

const fields = z.object({ fields: z.array(z.object({ type: z.string(), key: z.string().optional(), required: z.boolean().default(false) })).default([]) });
const one = { name: z.string(), handle: z.string() };
const flowExtension = z.union([
  z.object({ extensions: z.tuple([z.object({ ...one, type: z.literal('flow_trigger') })]), settings: fields }),
  z.object({ extensions: z.tuple([z.object({ ...one, type: z.literal('flow_action'), runtime_url: z.url() })]), settings: fields }),
  z.object({ extensions: z.tuple([z.object({ ...one, type: z.literal('flow_trigger_lifecycle_callback'), url: z.url() })]) }),
]);
export type FlowExtension = z.output<typeof flowExtension>;

/** What the app has deployed for Shopify Flow: its triggers, its actions, and where it wants to hear which triggers are used. */
export async function flowExtensions(ctx: Context): Promise<FlowExtension[]> {
  const folder = path.join(path.dirname(ctx.config.appTomlPath), 'extensions');
  const found: FlowExtension[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const text = await readFile(path.join(folder, name, 'shopify.extension.toml'), 'utf8').catch(() => null);
    const read = text === null ? null : flowExtension.safeParse(parse(text));
    if (read?.success) found.push(read.data);
  }
  return found;
}

export type FlowField = z.output<typeof fields>['fields'][number];
type Kind = FlowExtension['extensions'][0]['type'];

/** The extension of a kind with this handle. */
export function flowExtensionOf<K extends Kind>(all: FlowExtension[], kind: K, handle: string) {
  const found = all.find(({ extensions: [{ type, handle: own }] }) => type === kind && own === handle);
  return found as Extract<FlowExtension, { extensions: [{ type: K }] }> | undefined;
}

/** On this machine the app answers at its own address, whatever host the configuration names. */
export const appAddress = (ctx: Context, url: string): string => `${ctx.config.appUrl}${new URL(url).pathname}`;
