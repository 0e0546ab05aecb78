import { runLoad, type Job, type Outcome } from '../support/load';
import { runRawInsert, type RawJob } from './raw-insert';

export type Order = { kind: 'load'; job: Job } | { kind: 'raw'; job: RawJob };
export type Answer = { load: Outcome } | { perSecond: number };

/** The load comes from a process of its own, so that neither the server nor the bench that watches pays for making it. */
process.on('message', (order: Order) => {
  const done =
    order.kind === 'load' ? runLoad(order.job).then((load): Answer => ({ load })) : runRawInsert(order.job).then((perSecond): Answer => ({ perSecond }));
  done.then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.({ ready: true });
process.once('disconnect', () => process.exit(0));
