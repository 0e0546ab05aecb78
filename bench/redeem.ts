import { runRedeem } from './redeem/run';
import { setting } from './support/environment';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';

/** All shoppers redeem at the same moment, twice each, against a store that throttles and loses answers, while whoever works for them is killed. */
const { shoppers, lost, throttled, kills } = sizes({ shoppers: 1000, lost: 0.05, throttled: 0.05, kills: 2 });

await bench(
  async () => {
    const server = new URL(setting('BENCH_OWNER_URL'));
    server.pathname = '/postgres';
    const outcome = await runRedeem({ serverUrl: server.toString(), cluster: 'redeem-postgres', shoppers, lost, throttled, kills, say });
    const { wrong, ...figures } = outcome;
    say(JSON.stringify(figures));
    check('each has the reward and has spent its points, or neither', wrong.length === 0, `${wrong.length}\n${wrong.slice(0, 10).join('\n')}`);
    check('nothing is left half done', outcome.unfinished === 0, `${outcome.unfinished}`);
    check('the books are right', outcome.booksDiffer === null, outcome.booksDiffer ?? '');
    check('answers were lost, and the store throttled', outcome.lostAnswers > 0 && outcome.throttled > 0, `${outcome.lostAnswers} and ${outcome.throttled}`);
    report({
      figure: 'shoppers who have their reward',
      values: [outcome.rewarded],
      unit: 'shoppers',
      against: shoppers,
      reference: 'shoppers who asked',
      bar: { atLeast: 1 },
    });
    report({
      figure: 'half rewards',
      values: [wrong.length],
      unit: 'shoppers',
      against: shoppers,
      reference: 'shoppers who asked',
      bar: { below: 1 / shoppers },
    });
    report({
      figure: 'until the last one has it',
      values: [outcome.seconds],
      unit: 's',
      against: outcome.pointsSeconds,
      reference: "seconds in which the store's API points for it come in",
    });
  },
  () => Promise.resolve(),
);
