import type { Queryable } from '../state/database.ts';
import type { Installation } from '../state/model.ts';

/** The app as the store has it or had it; null when it never was installed. */
export async function readInstallation(db: Queryable, domain: string): Promise<Installation | null> {
  const { rows } = await db.query<{ doc: Installation }>('select doc from devstore.installation where domain = $1', [domain]);
  return rows[0]?.doc ?? null;
}

/** Whether an event of that moment is the app's business: topics about leaving reach it after it has gone. */
export function reaches(installation: Installation | null, topic: string, occurredAt: Date, compliance: boolean): boolean {
  if (!installation) return false;
  if (compliance || topic === 'app/uninstalled') return true;
  return installation.uninstalledAt === null && occurredAt >= new Date(installation.installedAt);
}
