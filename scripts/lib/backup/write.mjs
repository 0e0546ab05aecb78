import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { frame } from './frames.mjs';
import { migrationsOf, selection, sequencesOf, tablesOf } from './tables.mjs';

/**
 * Writes all of a database into two files, from one moment: the data, and the small file of keys, without which nobody in the
 * data has a name. Streamed: memory does not grow with the data. Each file takes its place only when it is whole.
 */
export async function writeBackup({ ownerUrl, file, keysFile, onTable = () => undefined }) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const header = { format: 1, backup: randomBytes(8).toString('hex'), migrations: await migrationsOf(client) };
    const { rows } = await client.query('select now() as at');
    header.takenAt = rows[0].at.toISOString();
    const data = await writeFile(client, header, file, 'data', onTable);
    await writeFile(client, header, keysFile, 'keys', () => undefined);
    return data;
  } finally {
    await client.end();
  }
}

async function writeFile(client, header, file, kind, onTable) {
  const part = `${file}.part`;
  const frames = new PassThrough({ highWaterMark: 1 << 20 });
  const written = pipeline(frames, createGzip({ level: 4 }), createWriteStream(part, { mode: 0o600 }));
  written.catch(() => undefined);
  const put = async (letter, payload) => {
    if (!frames.write(frame(letter, payload))) await Promise.race([new Promise((resolve) => frames.once('drain', resolve)), written]);
  };
  try {
    await put('H', { ...header, kind });
    const tables = {};
    for (const table of await tablesOf(client)) {
      const sql = selection(client, table, kind);
      if (!sql) continue;
      await put('T', table);
      const hash = createHash('sha256');
      const copy = client.query(copyTo(`copy (${sql}) to stdout`));
      for await (const chunk of copy) {
        hash.update(chunk);
        await put('D', chunk);
      }
      tables[table.name] = { rows: copy.rowCount, sha256: hash.digest('hex') };
      await put('E', tables[table.name]);
      onTable(table.name, copy.rowCount);
    }
    await put('S', await sequencesOf(client));
    await put('Z', { tables: Object.keys(tables).length });
    frames.end();
    await written;
    renameSync(part, file);
    return tables;
  } catch (error) {
    frames.destroy();
    rmSync(part, { force: true });
    throw error;
  }
}
