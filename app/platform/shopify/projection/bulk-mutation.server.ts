import { AdminApiError, AdminUserError, assertFileAddress, connectionFailure, type AdminClient } from '../admin/index.server';
import { CreateStagedUploadDocument, ReadLatestMutationsDocument, RunBulkMutationDocument } from '../graphql/generated/documents';
import { openBulkFile } from '../import/bulk-file.server';
import { parseLine } from '../import/bulk-line';
import { createLineSplitter } from '../import/line-splitter';

/** For a file of some ten megabytes. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** Uploads variables of a mutation, a line each. @returns the path by which the store knows the file. */
export async function uploadVariables(admin: AdminClient, lines: readonly string[]): Promise<string> {
  const input = [{ resource: 'BULK_MUTATION_VARIABLES' as const, filename: 'variables.jsonl', mimeType: 'text/jsonl', httpMethod: 'POST' as const }];
  const { stagedUploadsCreate } = await admin.query(CreateStagedUploadDocument, { input }, { repeatable: true });
  const target = stagedUploadsCreate?.stagedTargets?.[0];
  const path = target?.parameters.find(({ name }) => name === 'key')?.value;
  if (!target?.url || !path) throw new Error('Shopify has not said where to put the file.');
  const url = String(target.url);
  assertFileAddress(url);
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append('file', new Blob([`${lines.join('\n')}\n`], { type: 'text/jsonl' }), 'variables.jsonl');
  const answer = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) }).catch((error: unknown) => {
    throw connectionFailure(error);
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new AdminApiError('http', `The upload was answered with ${answer.status}.`, { status: Math.max(500, answer.status) });
  return path;
}

/** Gives a mutation a name by which its bulk operation is found again. */
export const named = (document: string, name: string): string => document.replace(/\bmutation\s+\w+/, `mutation ${name}`);

/** @returns its id, or `null` while the store has as many under way as it allows. @throws AdminUserError when it refuses the mutation */
export async function startBulkMutation(admin: AdminClient, mutation: string, path: string): Promise<string | null> {
  try {
    const { bulkOperationRunMutation } = await admin.query(RunBulkMutationDocument, { mutation, path });
    const id = bulkOperationRunMutation?.bulkOperation?.id;
    if (!id) throw new Error('Shopify has started a bulk mutation and did not say which.');
    return id;
  } catch (error) {
    if (error instanceof AdminUserError && (error.has('LIMIT_REACHED') || error.has('OPERATION_IN_PROGRESS'))) return null;
    throw error;
  }
}

/** The bulk operation of a mutation with that name, if the store has begun it. */
export async function findBulkMutation(admin: AdminClient, name: string): Promise<string | null> {
  const { bulkOperations } = await admin.query(ReadLatestMutationsDocument, {});
  return bulkOperations.nodes.find(({ query }) => new RegExp(`\\b${name}\\b`).test(query))?.id ?? null;
}

/** The answers of a bulk mutation, one a line of its variables. What a file that breaks off does not have is missing. */
export async function* readAnswers(url: string): AsyncGenerator<Record<string, unknown>> {
  const file = await openBulkFile(url, 0);
  const splitter = createLineSplitter(0);
  try {
    for await (const chunk of file.chunks) {
      for (const line of splitter.push(chunk)) yield parseLine(line.text, line.from);
    }
    const last = splitter.end();
    if (last) yield parseLine(last.text, last.from);
  } finally {
    file.close();
  }
}
