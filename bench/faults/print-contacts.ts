import { closeDatabase } from '~/db/client.server';
import { readContacts } from '~/domain/customers/index.server';
import { shopIdOf } from '~/domain/shops/index.server';

/** Prints who these people are, as JSON by id: only the app can unseal it. Arguments: a domain, ids. */
const [domain = '', ...ids] = process.argv.slice(2);
const contacts = await readContacts(shopIdOf(domain), ids.map(BigInt));
console.log(JSON.stringify(Object.fromEntries([...contacts].map(([id, contact]) => [id.toString(), contact]))));
await closeDatabase();
