import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Shopify's documented payloads, beside the project and not part of it. */
const folder = new URL('../../../shared/data/shopify-webhooks/', import.meta.url);
export const samplesArePresent = existsSync(folder);

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const sample = z.object({ name: z.string(), response: z.record(z.string(), z.unknown()) });

/** Topic → the documented body. */
export function readSamples(): Map<string, Record<string, unknown>> {
  return new Map(
    readdirSync(new URL('docs-2026-04/', folder))
      .map((file) => sample.parse(read(`docs-2026-04/${file}`)))
      .map((one) => [one.name, one.response]),
  );
}

/** Topic → the JSON Schema inferred from many payloads. */
export function readSchemas(): Map<string, Record<string, unknown>> {
  return new Map(
    readdirSync(new URL('schemas-2026-04/', folder)).map((file) => [
      file.replace('.json', '').replace('_', '/'),
      z.record(z.string(), z.unknown()).parse(read(`schemas-2026-04/${file}`)),
    ]),
  );
}
