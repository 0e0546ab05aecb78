import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything that a run leaves behind: databases, logs, the schema file. Never committed. */
export const DATA = path.join(ROOT, '.data');
