import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { BrokenFile } from './bulk-line';
import { rootBatches, type RootBatch } from './root-batches';
import type { Shape } from './root-grouper';

const shape: Shape = {
  connections: { '': ['lineItems', 'agreements'], Agreement: ['sales'] },
  connectionOf: (typename) => ({ LineItem: 'lineItems', Agreement: 'agreements', Sale: 'sales' })[typename] ?? 'unknown',
  keep: (parentKind, connection) => (parentKind === '' && connection === 'lineItems' ? 3 : Infinity),
};

const root = (id: number) => ({ id: `gid://shopify/Order/${id}`, name: `熟客 ${id} 🎁` });
const child = (typename: string, id: string, parent: string) => ({ __typename: typename, id, __parentId: parent });
const file = (...objects: object[]) => Buffer.from(objects.map((object) => `${JSON.stringify(object)}\n`).join(''));

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(bytes: Buffer, size = 64, from = 0): Promise<RootBatch[]> {
  const batches: RootBatch[] = [];
  for await (const batch of rootBatches(cut(bytes.subarray(from), size), from, shape)) batches.push(batch);
  return batches;
}

describe('roots of a bulk file', () => {
  it('get their children back, two levels deep, and empty connections where there are none', async () => {
    const [batch, last] = await read(
      file(
        root(1),
        child('LineItem', 'l1', root(1).id),
        child('Agreement', 'a1', root(1).id),
        child('Sale', 's1', 'a1'),
        child('Agreement', 'a2', root(1).id),
        root(2),
      ),
    );
    expect([batch, last].flatMap((one) => one?.roots.map(({ node }) => node))).toMatchObject([
      {
        lineItems: { nodes: [{ id: 'l1' }] },
        agreements: {
          nodes: [
            { id: 'a1', sales: { nodes: [{ id: 's1' }] } },
            { id: 'a2', sales: { nodes: [] } },
          ],
        },
      },
      { lineItems: { nodes: [] }, agreements: { nodes: [] } },
    ]);
    expect(batch).toMatchObject({ lines: 5, last: false });
    expect(last).toMatchObject({ lines: 1, from: batch?.to, last: true });
  });

  it('hold no more children than wanted, and count them all', async () => {
    const [batch] = await read(file(root(1), ...Array.from({ length: 9 }, (_, index) => child('LineItem', `l${index}`, root(1).id))));
    expect(batch?.lines).toBe(10);
    expect(batch?.roots[0]?.node['lineItems']).toEqual({ nodes: [0, 1, 2].map((index) => child('LineItem', `l${index}`, root(1).id)) });
  });

  it('refuse a child that does not stand under its parent, and a line that breaks off', async () => {
    await expect(read(file(root(1), root(2), child('LineItem', 'l1', root(1).id)))).rejects.toThrow(BrokenFile);
    await expect(read(file(child('LineItem', 'l1', root(1).id)))).rejects.toThrow(BrokenFile);
    const whole = file(root(1), root(2));
    await expect(read(whole.subarray(0, whole.length - 5))).rejects.toThrow(BrokenFile);
  });

  it('end with an empty batch when the file is empty', async () => {
    await expect(read(Buffer.alloc(0))).resolves.toEqual([{ roots: [], lines: 0, from: 0, to: 0, last: true }]);
  });

  it('take a last line without its newline, and pass over empty lines', async () => {
    const bytes = Buffer.concat([file(root(1)), Buffer.from('\n'), Buffer.from(JSON.stringify(root(2)))]);
    const batches = await read(bytes);
    expect(batches.map(({ roots, last }) => [roots.length, last])).toEqual([
      [1, false],
      [1, true],
    ]);
    expect(batches.at(-1)?.to).toBe(bytes.length);
  });

  test.prop([fc.array(fc.nat(4), { minLength: 1, maxLength: 1300 }), fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'are the same however the bytes are cut, and from every mark on',
    async (childrenOf, size, where) => {
      const objects = childrenOf.flatMap((children, id) => [
        root(id),
        ...Array.from({ length: children }, (_, index) => child('LineItem', `${id}-${index}`, root(id).id)),
      ]);
      const bytes = file(...objects);
      const batches = await read(bytes, size);
      expect(batches.flatMap((batch) => batch.roots.map((one) => one.node.id))).toEqual(childrenOf.map((_, id) => root(id).id));
      expect(batches.reduce((sum, batch) => sum + batch.lines, 0)).toBe(objects.length);
      expect(batches.at(-1)?.to).toBe(bytes.length);
      const mark = batches[Math.floor(where * (batches.length - 1))];
      const resumed = await read(bytes, 997, mark?.to);
      const left = batches.slice(batches.findIndex((batch) => batch === mark) + 1).flatMap((batch) => batch.roots.map((one) => one.node));
      expect(resumed.flatMap((batch) => batch.roots.map((one) => one.node))).toEqual(left);
    },
  );
});
