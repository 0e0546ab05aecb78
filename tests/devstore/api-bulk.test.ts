import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setBulkFaults } from '../../devstore/api/bulk/faults.ts';
import { resultPath } from '../../devstore/api/bulk/files.ts';
import { resumeBulkOperations } from '../../devstore/api/bulk/start.ts';
import { run } from '../../devstore/api/execute.ts';
import { openApiBench, type ApiBench } from './api-bench.ts';
import { basketOf, makeProduct } from './state-bench.ts';

let bench: ApiBench;
const placed = 260;
beforeAll(async () => {
  bench = await openApiBench();
  const product = await makeProduct(bench.ops, [1_000, 250]);
  for (let index = 0; index < placed; index += 1) await bench.ops.placeOrder(basketOf(product, [1, 2], { email: `shopper-${index % 7}@example.com` }), 'paid');
});
afterAll(() => bench.close());

interface Operation {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
  type: string;
}
const ordersQuery =
  '{ orders { edges { node { id name lineItems { edges { node { id quantity product { id } } } } agreements { edges { node { id sales { edges { node { id quantity } } } } } } } } } }';
const start =
  'mutation ($query: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { field message code } } }';
interface Started {
  bulkOperationRunQuery: { bulkOperation: { id: string } | null; userErrors: { message: string; code: string }[] };
}

const begin = async (query: string, grouped = true) => (await bench.data<Started>(start, { query, grouped })).bulkOperationRunQuery;
async function finish(id: string): Promise<Operation> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { bulkOperation } = await bench.data<{ bulkOperation: Operation }>(
      'query ($id: ID!) { bulkOperation(id: $id) { id type status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }',
      { id },
    );
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(bulkOperation.status)) return bulkOperation;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The operation did not end.');
}
const complete = async (query: string, grouped = true) => finish((await begin(query, grouped)).bulkOperation?.id ?? '');
const linesOf = async (url: string | null) =>
  (await (await fetch(url ?? '')).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; __parentId?: string });

test('a bulk query streams every object, children behind their parents, and tells the app', async () => {
  const done = await complete(ordersQuery);
  expect(done).toMatchObject({ status: 'COMPLETED', type: 'QUERY', rootObjectCount: String(placed), errorCode: null, partialDataUrl: null });
  const lines = await linesOf(done.url);
  expect(lines).toHaveLength(Number(done.objectCount));
  // an order: itself, two lines, one agreement with two products and the shipping
  expect(lines).toHaveLength(placed * 7);
  let root = '';
  for (const line of lines) {
    if (line.__parentId === undefined) root = line.id;
    else if (line.id.includes('/LineItem/')) expect(line.__parentId).toBe(root);
  }
  const { rows } = await bench.pool.query("select 1 from devstore.event where topic = 'bulk_operations/finish' and subject_id = $1", [
    done.id.split('/').at(-1),
  ]);
  expect(rows).toHaveLength(1);
});

test('ungrouped, a parent still comes before its children, but not right before them', async () => {
  const lines = await linesOf((await complete(ordersQuery, false)).url);
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.__parentId) expect(seen.has(line.__parentId)).toBe(true);
    seen.add(line.id);
  }
  expect(lines[1]?.__parentId).toBeUndefined();
});

test('what cannot run in bulk is refused with the reason', async () => {
  const refusals: [string, RegExp][] = [
    ['{ shop { id } }', /at least one connection/],
    ['{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }', /within a list field/],
    ['{ orders { edges { node { name lineItems { edges { node { id } } } } } } }', /must select the 'id' field/],
    [
      '{ products { edges { node { id collections { edges { node { id products { edges { node { id variants { edges { node { id } } } } } } } } } } } } }',
      /nesting depth/,
    ],
    ['{ orders { edges { node { nope } } } }', /Cannot query field/],
  ];
  for (const [query, message] of refusals) {
    const { bulkOperation, userErrors } = await begin(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]).toMatchObject({ message: expect.stringMatching(message) as string, code: 'INVALID' });
  }
});

test('ranges and their limits', async () => {
  const { url, fileSize } = await complete('{ orders { edges { node { id } } } }');
  const whole = await (await fetch(url ?? '')).text();
  expect(whole).toHaveLength(Number(fileSize));
  const part = await fetch(url ?? '', { headers: { range: 'bytes=100-' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-${whole.length - 1}/${whole.length}`]);
  expect(await part.text()).toBe(whole.slice(100));
  expect((await fetch(url ?? '', { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416);
  expect((await fetch(`${bench.origin}/bulk/nothing`)).status).toBe(404);
});

test('faults: a file that ends early, a run that fails half-way, a broken download, an expired link', async () => {
  await setBulkFaults(bench.ctx, bench.domain, { endEarlyShare: 0.5 });
  const early = await complete('{ orders { edges { node { id } } } }');
  expect(early.status).toBe('COMPLETED');
  expect((await (await fetch(early.url ?? '')).arrayBuffer()).byteLength).toBe(Math.floor(Number(early.fileSize) / 2));
  await setBulkFaults(bench.ctx, bench.domain, { failAfterObjects: 100 });
  const failed = await complete('{ orders { edges { node { id } } } }');
  expect(failed).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null, rootObjectCount: '250' });
  expect(await linesOf(failed.partialDataUrl)).toHaveLength(250);
  await setBulkFaults(bench.ctx, bench.domain, { dropAfterBytes: 1_000 });
  const dropped = await complete('{ orders { edges { node { id } } } }');
  await expect(fetch(dropped.url ?? '').then((response) => response.text())).rejects.toThrow();
  await setBulkFaults(bench.ctx, bench.domain, { expired: true });
  expect((await fetch(dropped.url ?? '')).status).toBe(400);
  await setBulkFaults(bench.ctx, bench.domain, {});
});

test('a killed run goes on where it stood, without a line lost or doubled', async () => {
  const done = await complete(ordersQuery);
  const whole = await (await fetch(done.url ?? '')).text();
  const number = done.id.split('/').at(-1) ?? '';
  const { rows } = await bench.pool.query<{ doc: { token: string } }>('select doc from devstore.bulk_operation where id = $1', [number]);
  const lines = whole.trim().split('\n');
  // As a kill leaves it: 250 orders are counted, and some of the next page is in the file already.
  const bytes = Buffer.byteLength(`${lines.slice(0, 250 * 7).join('\n')}\n`);
  const afterId = /Order\/(\d+)/.exec(lines[249 * 7] ?? '')?.[1];
  await bench.pool.query(`update devstore.bulk_operation set status = 'RUNNING', doc = doc || $2 where id = $1`, [
    number,
    JSON.stringify({ status: 'RUNNING', afterId, bytes, objectCount: 1750, rootObjectCount: 250, completedAt: null, hasFile: false }),
  ]);
  await resumeBulkOperations(bench.ctx, run);
  expect(await finish(done.id)).toMatchObject({ status: 'COMPLETED', objectCount: done.objectCount, fileSize: done.fileSize });
  expect(await readFile(resultPath(bench.ctx, rows[0]?.doc.token ?? ''), 'utf8')).toBe(whole);
});

test('a bulk mutation runs once for every line of an upload', async () => {
  const {
    stagedUploadsCreate: {
      stagedTargets: [target],
    },
  } = await bench.data<{ stagedUploadsCreate: { stagedTargets: { url: string; parameters: { name: string; value: string }[] }[] } }>(
    'mutation { stagedUploadsCreate(input: [{ resource: BULK_MUTATION_VARIABLES, filename: "vars", mimeType: "text/jsonl", httpMethod: POST }]) { stagedTargets { url parameters { name value } } userErrors { message } } }',
  );
  const form = new FormData();
  for (const { name, value } of target?.parameters ?? []) form.append(name, value);
  form.append('file', new Blob(['{"input":{"firstName":"Ada"}}\n{"input":{"email":"no"}}\n']), 'vars.jsonl');
  expect((await fetch(target?.url ?? '', { method: 'POST', body: form })).status).toBe(201);
  const path = target?.parameters.find((parameter) => parameter.name === 'key')?.value;
  const mutation = 'mutation ($input: CustomerInput!) { customerCreate(input: $input) { customer { firstName } userErrors { field message } } }';
  const { bulkOperationRunMutation } = await bench.data<{ bulkOperationRunMutation: { bulkOperation: { id: string } } }>(
    'mutation ($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id } userErrors { message } } }',
    { mutation, path },
  );
  const done = await finish(bulkOperationRunMutation.bulkOperation.id);
  expect(done).toMatchObject({ status: 'COMPLETED', type: 'MUTATION', objectCount: '2' });
  expect(await linesOf(done.url)).toMatchObject([
    { data: { customerCreate: { customer: { firstName: 'Ada' }, userErrors: [] } }, __lineNumber: 0 },
    { data: { customerCreate: { customer: null, userErrors: [{ field: ['email'] }] } }, __lineNumber: 1 },
  ]);
});
