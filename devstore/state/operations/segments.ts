import { StoreError } from '../errors.ts';
import type { Segment } from '../model.ts';
import type { Id } from '../model/values.ts';
import { getSegment } from '../read.ts';
import { segmentRows } from '../rows.ts';
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
