import { answer, type Answer, type History } from './model';
import { type OneEvent, type Scenario, type Step } from './format';

const NOTHING = { available: 0, pending: 0, owed: 0, tier: 'none', expiring: [] };

/** The events of a step as the model takes them: what comes again or is stale changes nothing, what comes together comes one by one. */
function eventsOf(step: Step): OneEvent[] {
  if (step.together) return distinct(step.together.events);
  const { at: _at, expect: _expect, repeat: _repeat, stale: _stale, together: _together, ...event } = step;
  return Object.keys(event).length > 0 ? [event] : [];
}

const distinct = (events: OneEvent[]): OneEvent[] => [...new Map(events.map((event) => [JSON.stringify(event), event])).values()];

/** Plays a scenario through the naive model. @returns the first difference, or null. */
export function firstDifference(scenario: Scenario): string | null {
  const history: History = [];
  let at = 0;
  for (const [index, step] of scenario.steps.entries()) {
    at = step.at === undefined ? at : Date.parse(step.at);
    const before = history.length;
    history.push(...eventsOf(step).map((event) => ({ at, event })));
    const now = answer(scenario, history, at);
    const problem = refusals(step, now, before) ?? standings(step, now);
    if (problem !== null) return `step ${index + 1}: ${problem}`;
  }
  return null;
}

function refusals(step: Step, now: Answer, from: number): string | null {
  const expected = step.together ? (step.together.refused ?? 0) : step.redeem?.refused ? 1 : 0;
  const got = now.refused.filter((position) => position >= from).length;
  return got === expected ? null : `${got} refused instead of ${expected}`;
}

function standings(step: Step, now: Answer): string | null {
  for (const [customer, { entries: _entries, ...expected }] of Object.entries(step.expect ?? {})) {
    const got = now.standings.get(customer) ?? NOTHING;
    for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
      const [want, have] = [JSON.stringify(expected[key]), JSON.stringify(got[key])];
      if (want !== have) return `${customer}.${key} is ${have}, and should be ${want}`;
    }
  }
  return null;
}
