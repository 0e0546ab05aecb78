import { withShopConnection } from '~/db/tenant.server';
import { AppError } from '../../shared/errors';
import { programmeDocument, type ProgrammeDraft, type ProgrammeInput } from './model';
import { programmeAt } from './version.store.server';

interface Row {
  document: unknown;
  revision: number;
  updated_at: Date;
  updated_by: string;
}

/** The programme that is being edited; before it has been saved once, what is in force, or a new one. */
export function readDraft(shopId: bigint, now: Date): Promise<ProgrammeDraft> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Row>('select document, revision, updated_at, updated_by from loyalty_draft where shop_id = $1', [shopId]);
    const [row] = rows;
    if (row) return { document: programmeDocument.parse(row.document), revision: row.revision, updatedAt: row.updated_at, updatedBy: row.updated_by };
    const inForce = await programmeAt(connection, shopId, now);
    return { document: inForce?.programme ?? programmeDocument.parse({}), revision: 0, updatedAt: null, updatedBy: null };
  });
}

interface Saving {
  document: ProgrammeInput;
  /** Of the draft that was edited. */
  revision: number;
  by: string;
}

/**
 * Saves the draft over the one that was edited. It may still be at odds with itself; publishing checks that.
 * @returns its new revision. @throws AppError `conflict` when somebody else has saved meanwhile.
 */
export function saveDraft(shopId: bigint, { document, revision, by }: Saving, now: Date): Promise<number> {
  const text = JSON.stringify(programmeDocument.parse(document));
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ revision: number }>(
      revision === 0
        ? `insert into loyalty_draft (shop_id, document, revision, updated_at, updated_by) select $1, $2, $3 + 1, $4, $5
           on conflict (shop_id) do nothing returning revision`
        : `update loyalty_draft set document = $2, revision = revision + 1, updated_at = $4, updated_by = $5
           where shop_id = $1 and revision = $3 returning revision`,
      [shopId, text, revision, now, by],
    );
    if (!rows[0]) throw new AppError('conflict', 'Somebody else has saved the programme meanwhile');
    return rows[0].revision;
  });
}
