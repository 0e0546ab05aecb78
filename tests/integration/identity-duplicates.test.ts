import { beforeAll, describe, expect, it } from 'vitest';
import { mergeCustomers } from '~/domain/customers/index.server';
import {
  chooseDuplicate,
  claimGuestOrders,
  compareSuggestion,
  confirmMerge,
  decideSuggestion,
  eachSuggestion,
  mergedRecordsOf,
  openSuggestionsOf,
  pageOfMerges,
  pageOfSuggestions,
  scanDuplicates,
  undoMerge,
} from '~/domain/duplicates/index.server';
import { meetRequest, readExport } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { applyInboxBatch } from '~/platform/shopify/webhooks/index.server';
import { useDatabase } from '../support/database';
import { customerBody, delivery, orderBody, type PersonFacts } from '../support/webhook-bodies';

const { ownerPool } = useDatabase();
const now = new Date('2026-03-01T00:00:00Z');
let shopId: bigint;
beforeAll(async () => {
  shopId = await registerShop('twice.myshopify.com');
  await ownerPool.query("update shop set country = 'GB' where shop_id = $1", [shopId.toString()]);
});

const apply = (...batch: ReturnType<typeof delivery>[]) => applyInboxBatch(shopId, batch, now);
const person = (facts: Partial<PersonFacts> & { id: bigint }, more: object = {}) =>
  delivery('customers/update', { ...customerBody({ updatedAt: '2026-01-01T10:00:00Z', city: `Town ${facts.id}`, ...facts }), ...more });
/** Lives where nobody else does. */
const away = { addresses: [], default_address: null };
const order = (id: bigint, customerId: bigint | null, email: string | null = null) =>
  delivery('orders/create', orderBody({ id, customerId, updatedAt: '2026-01-02T10:00:00Z', email }));
async function scan() {
  while ((await scanDuplicates(shopId, now)) > 0);
}
const pairs = async (view: 'open' | 'dismissed' = 'open') =>
  (await pageOfSuggestions(shopId, view, null)).page.rows.map((row) => ({
    id: row.id,
    who: [row.one.id, row.other?.id ?? 0n],
    evidence: row.evidence,
    strength: row.strength,
  }));
const pairOf = async (one: bigint, other: bigint) => {
  const found = (await pairs()).find(({ who }) => who[0] === one && who[1] === other);
  if (!found) throw new Error(`${one} and ${other} are not suggested.`);
  return found;
};
const customer = async (id: bigint) =>
  (
    await ownerPool.query<{ status: string; orders_count: number }>('select status, orders_count from customer where shop_id = $1 and id = $2', [
      shopId.toString(),
      id.toString(),
    ])
  ).rows[0];

describe('who may be the same person', () => {
  it('is found by what they share, with everything that speaks for it, the surest first, and by nothing less', async () => {
    await apply(
      person({ id: 1n, first: 'Ann', last: 'Lee', phone: '07700 900123', email: 'ann@one.test' }, away),
      person({ id: 2n, first: 'A.', last: 'Lee', phone: '+44 7700 900123', email: 'ann@two.test' }, away),
      person({ id: 3n, first: 'José', last: 'Núñez', email: 'j.nunez@gmail.com', city: 'Leeds' }),
      person({ id: 4n, first: 'Nunez', last: 'Jose', email: 'jnunez+tea@googlemail.com', city: 'Leeds' }),
      person({ id: 5n, first: 'Ann', last: 'Other', email: 'other@five.test' }, away),
      order(50n, 5n, 'ann@one.test'),
      person({ id: 6n, first: 'Only', last: 'One', phone: '+447700900124' }, away),
      person({ id: 7n, first: 'Only', last: 'Other', phone: '+4477009001' }, away),
    );
    await scan();
    const found = await pairs();
    const exported = [];
    for await (const rows of eachSuggestion(shopId, 'open')) exported.push(...rows.map(({ id }) => id));
    expect(exported).toEqual(found.map(({ id }) => id));
    expect(found.map(({ who, evidence }) => ({ who, evidence: [...evidence].sort() }))).toEqual([
      { who: [3n, 4n], evidence: ['name_and_address', 'same_mailbox'] },
      { who: [1n, 2n], evidence: ['same_phone'] },
      { who: [1n, 5n], evidence: ['order_email'] },
    ]);
    expect(found.map(({ strength }) => strength)).toEqual([...found.map(({ strength }) => strength)].sort((a, b) => b - a));
    expect(await openSuggestionsOf(shopId, 5n)).toMatchObject([{ one: { id: 1n, contact: { name: 'Ann Lee' } }, other: { id: 5n, ordersCount: 1 } }]);
    // Nothing has changed: nothing is looked at, and nothing more is found.
    expect(await scanDuplicates(shopId, now)).toBe(0);
    await apply(person({ id: 2n, first: 'A.', last: 'Lee', phone: '+44 7700 900999', email: 'ann@two.test', updatedAt: '2026-01-05T10:00:00Z' }, away));
    await scan();
    expect((await pairs()).map(({ who }) => who)).not.toContainEqual([1n, 2n]);
  });

  it('is not asked again once it has been put aside, also not about whom they are merged with', async () => {
    await apply(...[11n, 12n, 13n].map((id) => person({ id, first: `P${id}`, phone: '+447700900500' }, away)));
    await scan();
    await decideSuggestion(shopId, (await pairOf(11n, 12n)).id, 'dismissed', '7', now);
    await apply(person({ id: 11n, first: 'Changed', phone: '+447700900500', updatedAt: '2026-01-06T10:00:00Z' }, away));
    await scan();
    expect((await pairs('dismissed')).map(({ who }) => who)).toEqual([[11n, 12n]]);
    expect((await pairs()).map(({ who }) => who)).toEqual(
      expect.arrayContaining([
        [11n, 13n],
        [12n, 13n],
      ]),
    );
    await confirmMerge(shopId, (await pairOf(12n, 13n)).id, 13n, '7', now);
    await scan();
    expect((await pairs()).map(({ who }) => who)).not.toContainEqual([11n, 13n]);
    await undoMerge(shopId, 12n, '7', now);
    await scan();
    expect((await pairs()).map(({ who }) => who)).toEqual(
      expect.arrayContaining([
        [11n, 13n],
        [12n, 13n],
      ]),
    );
    const dismissed = (await pairs('dismissed'))[0];
    await decideSuggestion(shopId, dismissed?.id ?? 0n, 'open', '7', now);
    expect((await pairs()).map(({ who }) => who)).toContainEqual([11n, 12n]);
  });

  it('is not asked of a crowd: what too many share is left out, and said', async () => {
    const ids = Array.from({ length: 14 }, (_, n) => 100n + BigInt(n));
    await apply(...ids.map((id) => person({ id, first: `Till ${id}`, last: 'Guest', phone: '+447700900777' }, away)));
    await scan();
    expect((await pairs()).filter(({ who }) => who.some((id) => ids.includes(id ?? 0n)))).toEqual([]);
    expect((await pageOfSuggestions(shopId, 'open', null)).crowds).toEqual([{ kind: 'same_phone', count: 1 }]);
    await apply(...ids.slice(2).map((id) => person({ id, first: `Till ${id}`, last: 'Guest', updatedAt: '2026-01-07T10:00:00Z' }, away)));
    await apply(person({ id: 100n, first: 'Tilly', phone: '+447700900777', updatedAt: '2026-01-07T10:00:00Z' }, away));
    await scan();
    expect((await pageOfSuggestions(shopId, 'open', null)).crowds).toEqual([]);
    expect((await pairs()).map(({ who }) => who)).toContainEqual([100n, 101n]);
  });

  it('may be a guest: orders under an address that the store has not verified are offered, and given', async () => {
    await apply(
      person({ id: 21n, first: 'Gus', email: 'gus@guest.test' }, { ...away, verified_email: false }),
      order(210n, null, 'gus@guest.test'),
      order(211n, null, 'GUS@guest.test'),
    );
    await scan();
    const offer = (await openSuggestionsOf(shopId, 21n))[0];
    expect(offer).toMatchObject({ evidence: ['guest_email'], other: null, guestOrders: 2 });
    expect(await customer(21n)).toMatchObject({ orders_count: 0 });
    expect(await claimGuestOrders(shopId, offer?.id ?? 0n, now)).toBe(2);
    expect(await customer(21n)).toMatchObject({ orders_count: 2 });
    await scan();
    expect(await openSuggestionsOf(shopId, 21n)).toEqual([]);
  });
});

describe('a suggestion', () => {
  it('is compared, merged once into the one that is chosen, and undone', async () => {
    await apply(
      person({ id: 31n, first: 'Kim', phone: '+447700900310' }, away),
      person({ id: 32n, first: 'Kimberly', phone: '+447700900310' }, away),
      order(310n, 32n),
    );
    await scan();
    const { id } = await pairOf(31n, 32n);
    expect((await compareSuggestion(shopId, id)).customers.map((one) => one.id)).toEqual([32n, 31n]);
    await expect(confirmMerge(shopId, id, 1n, '7', now)).rejects.toMatchObject({ code: 'invalid_input' });
    const both = await Promise.allSettled([confirmMerge(shopId, id, 32n, '7', now), confirmMerge(shopId, id, 31n, '7', now)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [from, into] = (await customer(31n))?.status === 'merged' ? [31n, 32n] : [32n, 31n];
    expect(await mergedRecordsOf(shopId, into)).toMatchObject([{ from: { id: from }, evidence: ['same_phone'], canUndo: true }]);
    await undoMerge(shopId, from, '8', now);
    await expect(undoMerge(shopId, from, '8', now)).rejects.toMatchObject({ code: 'conflict' });
    expect((await pageOfMerges(shopId, null)).rows.find((row) => row.from.id === from)).toMatchObject({
      from: { id: from },
      into: { id: into },
      undoneAt: now,
      canUndo: false,
    });
    expect(await customer(32n)).toMatchObject({ status: 'active', orders_count: 1 });
  });
});

describe('privacy', () => {
  it('hands out and erases all records of a person, whichever of them is named', async () => {
    const secrets = ['Quillfeather', 'quill@merged.test', '7700900411'];
    await apply(
      person({ id: 41n, first: 'Ada', last: 'Quillfeather', email: 'quill@merged.test', phone: '+447700900411' }, away),
      person({ id: 42n, first: 'Bea', last: 'Survivor', email: 'bea@merged.test' }, away),
      order(410n, 41n, 'quill@merged.test'),
      delivery('customer.tags_added', { customerId: 'gid://shopify/Customer/41', tags: ['of Quillfeather'], occurredAt: '2026-01-03T10:00:00Z' }),
    );
    await mergeCustomers(shopId, 41n, 42n, now, undefined, { source: 'admin', by: '7', evidence: [] });
    await scan();
    await apply(
      delivery('customers/data_request', { shop_id: 1, customer: { id: 42n, email: 'bea@merged.test' }, orders_requested: [], data_request: { id: 1 } }),
    );
    const requestId = async (kind: string) =>
      BigInt(
        (
          await ownerPool.query<{ id: string }>('select id from compliance_request where shop_id = $1 and kind = $2 order by id desc limit 1', [
            shopId.toString(),
            kind,
          ])
        ).rows[0]?.id ?? 0,
      );
    const exportId = await requestId('data_request');
    const answers = { storeAnswers: async () => false };
    await meetRequest(shopId, exportId, now, answers);
    expect((await readExport(shopId, exportId))?.file).toMatchObject({
      contact: { emails: ['bea@merged.test', 'quill@merged.test'] },
      customer: [{ id: '42' }, { id: '41' }],
      orders: [{ id: '410' }],
      tags: [{ tag: 'of Quillfeather' }],
    });
    await apply(delivery('customers/redact', { shop_id: 1, customer: { id: 42n, email: 'bea@merged.test' }, orders_to_redact: [] }));
    await meetRequest(shopId, await requestId('customer_redact'), now, answers);
    const tables = await ownerPool.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    for (const { name } of tables.rows)
      for (const secret of secrets)
        expect((await ownerPool.query(`select from "${name}" t where t::text ilike $1`, [`%${secret}%`])).rowCount, `${name} holds ${secret}`).toBe(0);
    for (const id of ['41', '42']) {
      expect((await ownerPool.query('select from customer_key where shop_id = $1 and customer_id = $2', [shopId.toString(), id])).rowCount).toBe(0);
      expect((await ownerPool.query('select from customer_search where shop_id = $1 and customer_id = $2', [shopId.toString(), id])).rowCount).toBe(0);
    }
    expect(await customer(41n)).toMatchObject({ status: 'redacted' });
    await expect(undoMerge(shopId, 41n, '7', now)).rejects.toMatchObject({ code: 'conflict' });
    // A late order of the record that was merged away stays without a name, and with the survivor's accounts.
    await apply(order(411n, 41n, 'quill@merged.test'), person({ id: 41n, first: 'Ada', last: 'Quillfeather', updatedAt: '2026-02-01T10:00:00Z' }, away));
    expect(await customer(42n)).toMatchObject({ status: 'redacted', orders_count: 2 });
    expect((await ownerPool.query('select from sales_order where shop_id = $1 and id = 411 and email_token is not null', [shopId.toString()])).rowCount).toBe(
      0,
    );
  });
});

describe('whom staff take for one', () => {
  it('are compared and merged like those that were found, though nothing speaks for it, and no scan forgets them', async () => {
    await apply(person({ id: 9001n, email: 'ida@one.example' }, away), person({ id: 9002n, email: 'odd@two.example' }, away));
    await scan();
    const id = await chooseDuplicate(shopId, 9002n, 9001n, now);
    expect(await chooseDuplicate(shopId, 9001n, 9002n, now)).toBe(id);
    await apply(person({ id: 9001n, updatedAt: '2026-01-03T10:00:00Z', email: 'ida@one.example' }, away));
    await scan();
    expect(await pairOf(9001n, 9002n)).toMatchObject({ id, evidence: ['chosen'] });
    await confirmMerge(shopId, id, 9001n, '1', now);
    expect(await customer(9002n)).toMatchObject({ status: 'merged' });
    expect((await mergedRecordsOf(shopId, 9001n)).map((row) => row.evidence)).toEqual([['chosen']]);
  });

  it.each([
    ['themselves', 9001n],
    ['somebody who is not there', 404n],
    ['somebody who is part of another', 9002n],
  ])('are not %s', async (_words, other) => {
    await expect(chooseDuplicate(shopId, 9001n, other, now)).rejects.toMatchObject({ code: 'invalid_input', field: 'other' });
  });
});
