import { withShopConnection } from '~/db/tenant.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';
import type { Action, Expected, Scenario, ScenarioEvent } from './scenario';
import { World, type Outcome } from './world';

/** Runs a scenario in a shop of its own. @returns its first difference, `null` when there is none. */
export async function runScenario(scenario: Scenario, domain: string): Promise<string | null> {
  const shopId = await registerShop(domain);
  await withShopConnection(shopId, (connection) =>
    connection.query("update shop set currency = $2, timezone = $3, status = 'installed' where shop_id = $1", [shopId, scenario.currency, scenario.zone]),
  );
  const world = new World(shopId, scenario);
  const firstAt = scenario.steps.find(({ at }) => at !== null)?.at ?? new Date();
  await world.open(firstAt);
  let clock = firstAt;
  let last: (() => Promise<Outcome>) | null = null;
  for (const [index, step] of scenario.steps.entries()) {
    const where = `step ${index + 1}`;
    if (step.at && step.at < clock) return `${where}: the clock goes back`;
    clock = step.at ?? clock;
    await world.moveTo(clock);
    for (const action of step.actions) {
      if (action.kind === 'repeat') await last?.();
      else {
        const { problem, again } = await act(world, action, clock);
        if (problem) return `${where}: ${problem}`;
        last = again;
      }
    }
    const difference = (await compare(world, step.expect)) ?? (await unbalanced(shopId));
    if (difference) return `${where}: ${difference}`;
  }
  return null;
}

async function act(
  world: World,
  action: Exclude<Action, { kind: 'repeat' }>,
  at: Date,
): Promise<{ problem: string | null; again: (() => Promise<Outcome>) | null }> {
  if (action.kind === 'stale') {
    await world.takeStale(action.event, at);
    return { problem: null, again: null };
  }
  if (action.kind === 'together') {
    const outcomes = await Promise.all(action.events.map((event) => world.take(event, at)).map((go) => go()));
    const refused = outcomes.filter((outcome) => outcome === 'refused').length;
    return { problem: refused === action.refused ? null : `${refused} were refused, not ${action.refused}`, again: null };
  }
  const again = world.take(action.event, at);
  const outcome = await again();
  const wanted: Outcome = mustBeRefused(action.event) ? 'refused' : 'done';
  return { problem: outcome === wanted ? null : `${action.event.name} was ${outcome}, not ${wanted}`, again };
}

const mustBeRefused = ({ name, body }: ScenarioEvent) => name === 'redeem' && body.refused !== undefined;

async function compare(world: World, expect: Record<string, Expected>): Promise<string | null> {
  for (const [name, expected] of Object.entries(expect)) {
    const seen = await world.look(name);
    for (const key of Object.keys(expected) as (keyof Expected)[]) {
      if (text(expected[key]) !== text(seen[key])) return `${name}.${key} is ${text(seen[key])}, not ${text(expected[key])}`;
    }
  }
  return null;
}

const text = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ?? 'nothing';

/** The first way in which the shop's books do not balance. */
async function unbalanced(shopId: bigint): Promise<string | null> {
  const { difference } = await verifyShop(shopId);
  return difference && `the books do not balance: ${text(difference)}`;
}
