import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { inTransaction } from '../state/database.ts';
import { currencyDigits } from '../state/money.ts';
import type { Store } from '../state/model.ts';
import { getStore } from '../state/read.ts';
import { Rhythm, Zone } from './calendar.ts';
import { perDollar } from './data/places.ts';
import { claimEmptyStore, openStore } from './fresh-store.ts';
import { Ids } from './ids.ts';
import { Plan } from './plan.ts';
import { defaultParameters, meanWorth, type Parameters } from './process.ts';
import { Meter, type OnProgress } from './progress.ts';
import { Shop, type ShopParts } from './shop.ts';
import { Truth, type Realised } from './truth.ts';
import { CopyWriter } from './writer.ts';

export const storePlan = z.enum(['basic', 'shopify', 'advanced', 'shopify_plus'] satisfies Store['plan'][]);

const generateOptions = z.object({
  domain: z.string(),
  name: z.string().default('Leaf & Kiln'),
  seed: z.number().int().min(0).default(1),
  customers: z.number().int().min(1).max(5_000_000).default(2000),
  months: z.number().int().min(1).max(120).default(18),
  /** By default those of the store, if it is there; else US dollars, New York, US. */
  currency: z.string().length(3).optional(),
  timezone: z.string().optional(),
  country: z.string().length(2).optional(),
  /** Of a store that is made; how many API points it has a second hangs on it. */
  plan: storePlan.default('shopify'),
  /** The end of the past; by default the current hour of the devstore's clock. */ until: z.iso.datetime().optional(),
  /** At most so many orders: the past ends before the minute in which it would be passed. */ orderLimit: z.number().int().min(1).optional(),
  /** Multiplies how often everybody buys. */ rate: z.number().positive().default(1),
  parameters: z
    .object({
      r: z.number().positive(),
      alpha: z.number().positive(),
      a: z.number().positive(),
      b: z.number().positive(),
      p: z.number().positive(),
      q: z.number().gt(1),
      gamma: z.number().positive(),
    })
    .partial()
    .default({}),
  replace: z.boolean().default(false),
  folder: z.string().default('.data/history'),
});
export type GenerateOptions = z.input<typeof generateOptions>;

export interface GenerateSummary {
  domain: string;
  seed: number;
  from: string;
  until: string;
  parameters: Parameters;
  realised: Realised;
  seconds: number;
  rowsPerSecond: number;
  peakRssMb: number;
  truth: string;
}

/**
 * Fills an empty store with a believable past, in one transaction and with flat memory: the same seed, options and first id
 * give the same bytes. Emits no events. The parameters and what became of them are returned and written to
 * `{folder}/{domain}.truth.json`. @throws StoreNotEmpty when the store has a past already
 */
export async function generateHistory(ctx: Pick<Context, 'pool' | 'clock'>, options: GenerateOptions, onProgress: OnProgress): Promise<GenerateSummary> {
  const settings = generateOptions.parse(options);
  const until = settings.until ? Date.parse(settings.until) : Math.floor((await ctx.clock.now()).getTime() / 3_600_000) * 3_600_000;
  const from = monthsBefore(until, settings.months);
  const there = await getStore(ctx.pool, settings.domain);
  const place = {
    currency: settings.currency ?? there?.currency ?? 'USD',
    timezone: settings.timezone ?? there?.timezone ?? 'America/New_York',
    country: settings.country ?? there?.country ?? 'US',
  };
  const store = await openStore(ctx, newStore({ ...settings, ...place }, new Date(from).toISOString()));
  return inTransaction(ctx.pool, (client) => fill(ctx, client, store, settings, { from, until }, onProgress));
}

async function fill(
  ctx: Pick<Context, 'pool'>,
  client: PoolClient,
  store: Store,
  settings: z.output<typeof generateOptions>,
  span: { from: number; until: number },
  onProgress: OnProgress,
): Promise<GenerateSummary> {
  const started = performance.now();
  await claimEmptyStore(client, store.domain, settings.replace);
  const parameters = parametersFor(settings, store.currency);
  const zone = new Zone(store.timezone);
  const plan = new Plan({
    seed: settings.seed,
    customers: settings.customers,
    ...span,
    parameters,
    zone,
    rhythm: new Rhythm(zone),
    orderLimit: settings.orderLimit ?? null,
  });
  const counting = new Meter('counting orders', settings.customers, onProgress);
  await plan.count(async (customers) => {
    counting.add(customers);
    await setImmediate();
  });
  counting.end();

  const ids = new Ids(ctx.pool);
  const writer = new CopyWriter(client);
  const truth = await Truth.open(settings.folder, store.domain, plan.customers, {
    seed: settings.seed,
    parameters,
    meanWorth: meanWorth(parameters),
    until: new Date(plan.until).toISOString(),
  });
  try {
    await writeShop(client, { store, plan, seed: settings.seed, from: span.from, zone, parameters, ids, writer, truth }, onProgress);
  } catch (error) {
    await truth.abandon();
    throw error;
  }
  const seconds = (performance.now() - started) / 1000;
  const realised = truth.realised(currencyDigits(store.currency));
  const path = await truth.close(realised);
  return {
    domain: store.domain,
    seed: settings.seed,
    from: new Date(span.from).toISOString(),
    until: new Date(plan.until).toISOString(),
    parameters,
    realised,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round((plan.customers + plan.orders) / seconds),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    truth: path,
  };
}

async function writeShop(client: PoolClient, parts: ShopParts, onProgress: OnProgress): Promise<void> {
  const { plan, writer } = parts;
  const shop = await Shop.open(parts);
  const meter = new Meter('writing customers and orders', plan.customers + plan.orders, onProgress);
  for (let index = 0; index < plan.customers; index += 1) {
    meter.add(await shop.customer(index));
    await writer.breathe();
    // Lets timers and other requests of the process have their turn.
    if (index % 500 === 0) await setImmediate();
  }
  for (let index = 0; index < plan.anonymous; index += 1) {
    await shop.anonymous(index);
    meter.add(1);
    await writer.breathe();
  }
  await shop.close(client);
  meter.end();
}

/** Defaults in the shop's currency, changed by what was asked for. */
function parametersFor(settings: z.output<typeof generateOptions>, currency: string): Parameters {
  const base = { ...defaultParameters, gamma: defaultParameters.gamma * Number(perDollar[currency] ?? '1'), ...settings.parameters };
  return { ...base, alpha: base.alpha / settings.rate };
}

function monthsBefore(until: number, months: number): number {
  const date = new Date(until);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  return date.getTime();
}

function newStore(settings: Pick<Store, 'domain' | 'name' | 'currency' | 'timezone' | 'country' | 'plan'>, createdAt: string) {
  const rate = (currency: string) => Number(perDollar[currency] ?? '1') / Number(perDollar[settings.currency] ?? '1');
  const american = settings.country === 'US' || settings.country === 'CA';
  const scale = 10 ** currencyDigits(settings.currency);
  return {
    domain: settings.domain,
    name: settings.name,
    email: 'owner@example.com',
    currency: settings.currency,
    timezone: settings.timezone,
    locale: 'en',
    country: settings.country,
    presentmentCurrencies: ['USD', 'CAD', 'EUR', 'GBP', 'CNY', 'JPY', 'KRW']
      .filter((currency) => currency !== settings.currency)
      .map((currency) => ({ currency, rate: String(Number(rate(currency).toPrecision(6))) })),
    plan: settings.plan,
    taxesIncluded: !american,
    taxRateBps: american ? 825 : 2000,
    shippingFlat: Math.round(5.9 * Number(perDollar[settings.currency] ?? '1') * scale),
    createdAt,
  };
}
