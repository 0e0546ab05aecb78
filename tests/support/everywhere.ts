import type { Pool } from 'pg';

/** A text as it could lie somewhere: in clear, in hex, in base64 at each of its three offsets, escaped in JSON or in an address. */
export function disguises(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and the last characters depend on the neighbours.
    return encoded.slice(offset === 0 ? 0 : offset + 1, encoded.length - ((bytes.length + offset) % 3 === 0 ? 0 : 1));
  });
  const escaped = [...text]
    .map((character) => ((character.codePointAt(0) ?? 0) < 128 ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  return [...new Set([text, bytes.toString('hex'), ...base64, escaped, encodeURIComponent(text)])].filter((form) => form.length >= 4);
}

/** Which of the texts stand in this one, in whatever disguise. Upper and lower case are the same. */
export function foundIn(haystack: string, texts: readonly string[]): string[] {
  const lower = haystack.toLowerCase();
  return texts.filter((text) => disguises(text).some((form) => lower.includes(form.toLowerCase())));
}

/** `schema.table: text` for every table of every schema of ours that holds one of the texts. Reads whole rows as PostgreSQL prints them. */
export async function tablesHolding(pool: Pool, texts: readonly string[]): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const text of texts) {
      const forms = disguises(text).map((form) => `%${form.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
      const { rowCount } = await pool.query(`select from ${name} t where lower(t::text) like any($1::text[]) limit 1`, [forms]);
      if (rowCount) found.push(`${name}: ${text}`);
    }
  }
  return found;
}
