import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Scenario files under a path, which may be one itself; none when it is not there. */
export function scenarioFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(place, name));
}
