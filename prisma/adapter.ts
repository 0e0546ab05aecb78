import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

const OID_NAME = 19;
const OID_TEXT = 25;

/** Prisma's migration engine asks for columns of type `name`, which the adapter refuses; as text they are the same. */
function nameAsText<T extends { fields?: { dataTypeID: number }[] }>(result: T): T {
  for (const field of result.fields ?? []) if (field.dataTypeID === OID_NAME) field.dataTypeID = OID_TEXT;
  return result;
}

function reportNameAsText(target: { query: (...args: never[]) => unknown }) {
  const original = target.query as (...args: unknown[]) => unknown;
  target.query = function (this: unknown, ...args: unknown[]) {
    const answer = original.apply(this, args);
    return answer instanceof Promise ? answer.then(nameAsText) : answer;
  };
}

/** The stock adapter splits a migration at every semicolon, also inside a function's body; PostgreSQL takes it whole. */
class MigrationAdapter extends PrismaPg {
  constructor(private readonly scripts: pg.Pool) {
    super(scripts);
  }
  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (script: string) => {
      await this.scripts.query(script);
    };
    return connection;
  }
}

/** The adapter for `prisma migrate`, connected as the owner of the tables. */
export async function migrationAdapter() {
  const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
  if (!url) throw new Error('Set DATABASE_OWNER_URL (or DATABASE_URL) to migrate the database.');
  const pool = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 100, allowExitOnIdle: true });
  for (const target of [pool, pg.Client.prototype]) reportNameAsText(target);
  return new MigrationAdapter(pool);
}
