import { DEVSTORE } from '../../scripts/lib/devstore.mjs';
import { startProgram } from '../../scripts/lib/processes.mjs';

type Program = ReturnType<typeof startProgram>;

/** Devstore, web and worker, each a process of its own, and who of them has ended without being told to. */
export async function startPrograms(id: string, settings: { app: Record<string, string>; devstore: Record<string, string> }) {
  const hasEnded = new Set<Program>();
  let starts = 0;
  const start = (name: string, args: string[], environment: Record<string, string>): Program => {
    const program = startProgram(`faults-${name}-${id}`, args, environment);
    void program.ended.then(() => hasEnded.add(program));
    return program;
  };
  const startWorker = () => start(`worker-${(starts += 1)}`, ['scripts/worker.mjs'], settings.app);
  const programs = {
    devstore: start('devstore', [DEVSTORE], settings.devstore),
    web: start('web', ['scripts/web.mjs'], settings.app),
    worker: startWorker(),
  };
  await Promise.all(Object.values(programs).map((program) => program.ready));
  return {
    async killWorker() {
      if (hasEnded.has(programs.worker)) throw new Error(`The worker had ended by itself:\n${programs.worker.lastWords()}`);
      process.kill(programs.worker.pid ?? 0, 'SIGKILL');
      await programs.worker.ended;
      programs.worker = startWorker();
      await programs.worker.ready;
    },
    /** Programs that have ended by themselves: none should, whatever happens to the database. */
    ended: (): string[] =>
      Object.values(programs).flatMap((program) => (hasEnded.has(program) ? [`${program.name}:\n${program.lastWords().slice(-1500)}`] : [])),
    stop: () => Promise.all(Object.values(programs).map((program) => program.stop())),
  };
}
