import { StoreError } from '../errors.ts';
import type { Customer, Segment } from '../model.ts';
import type { Id } from '../model/values.ts';
import { getSegment } from '../read.ts';
import { segmentRows } from '../rows.ts';
import { segmentTest } from '../segment-query.ts';
import type { Unit } from '../unit.ts';

export const saveSegment = async (unit: Unit, input: Pick<Segment, 'name' | 'query'> & { id?: Id }): Promise<Segment> => {
  if (input.name.trim() === '') throw new StoreError('Name can’t be blank.', 'name');
  const before = input.id ? await getSegment(unit.client, unit.domain, input.id, { lock: true }) : null;
  if (input.id && !before) throw new StoreError('Segment does not exist.', 'id');
  const segment: Segment = {
    id: input.id ?? (await unit.id()),
    name: input.name.trim(),
    query: input.query,
    createdAt: before?.createdAt ?? unit.now,
    updatedAt: unit.now,
  };
  await unit.save(segmentRows, segment);
  unit.emit(before ? 'segments/update' : 'segments/create', 'segment', segment.id, { segment });
  return segment;
};

export const deleteSegment = async (unit: Unit, id: Id): Promise<void> => {
  const { rowCount } = await unit.client.query('delete from devstore.segment where domain = $1 and id = $2', [unit.domain, id]);
  if (!rowCount) throw new StoreError('Segment does not exist.', 'id');
  unit.emit('segments/delete', 'segment', id, { id });
};

/** Whether a customer is in one of those segments now; nobody is in one that was deleted. */
export async function isInSegment(unit: Unit, ids: readonly Id[], customer: Customer | null): Promise<boolean> {
  if (!customer) return false;
  for (const id of ids) {
    const segment = await getSegment(unit.client, unit.domain, id);
    if (segment && segmentTest(segment.query)?.(customer)) return true;
  }
  return false;
}
