import { mailServer } from '../support/mail-environment';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEnv } from '~/config/env.server';
import { relayEvents } from '~/db/outbox.server';
import { applyCustomers } from '~/domain/customers/index.server';
import { drawCardCode, redemptionState, requestCodeMail } from '~/domain/loyalty/rewards/index.server';
import { promiseJson, type RewardPromise } from '~/domain/loyalty/rewards/model';
import { registerShop } from '~/domain/shops/index.server';
import { JOBS, type JobPayload } from '~/jobs/catalog';
import { handle } from '~/jobs/handlers/mail-code.handler.server';
import { closeMail } from '~/platform/mail/send-mail.server';
import { customerSnapshot } from '../../prisma/seed/builders';
import { useDatabase } from '../support/database';
import { rewardPromise } from '../support/promise';
import { MAIL_LOGIN } from '../support/mail-server';

const { received, refuse, told } = mailServer;
const { ownerPool } = useDatabase();
const SHOP = 'Tea & <Cup>';
let shopId: bigint;

const promise = (more: Partial<RewardPromise>): string => promiseJson(rewardPromise({ amount: 1000n, minimumSpend: 2000n, lastDay: '2030-12-31', ...more }));
const insert = (id: bigint, customer: number, code: string | null, more: { promise?: Partial<RewardPromise>; status?: string; endsAt?: string } = {}) =>
  ownerPool.query(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, status, entry_id, created_at, promise, code, ends_at)
     values ($1, $2::bigint, $3, 'ten', 'k' || $2::bigint, 100, $4, 1, now(), $5, $6, $7)`,
    [shopId, id, customer, more.status ?? 'committed', promise(more.promise ?? {}), code, more.endsAt ?? null],
  );

beforeAll(async () => {
  shopId = await registerShop('reward-mail.myshopify.com');
  await ownerPool.query("update shop set name = $2, currency = 'USD', locale = 'en' where shop_id = $1", [shopId, SHOP]);
  const person = (n: number, emails: string[]) =>
    customerSnapshot(BigInt(n), { contact: { firstName: 'Wilhelmina', lastName: 'Test', emails, phones: [], addresses: [], note: null } });
  await applyCustomers(shopId, [person(1, ['wei@example.com']), person(2, ['jo@example.org']), person(3, []), person(4, ['old@example.net'])]);
  await ownerPool.query("update customer set locale = 'zh-TW' where shop_id = $1 and id = 1", [shopId]);
  await ownerPool.query("update customer set status = 'merged', merged_into = 1, merged_by = 'admin' where shop_id = $1 and id = 4", [shopId]);
});
afterAll(async () => {
  closeMail();
  await mailServer.close();
});

const ask = (id: bigint, laterMs = 0) => requestCodeMail(shopId, id, '7', new Date(Date.now() + laterMs));
const mailsOf = async (id: bigint) => (await redemptionState(shopId, id)).mails;
/** What the queue would be given: everything that was asked for since. */
async function jobs(): Promise<JobPayload<'mail-code'>[]> {
  const payloads: JobPayload<'mail-code'>[] = [];
  await relayEvents(shopId, async (events) => {
    payloads.push(...events.filter(({ type }) => type === 'code_mail.requested').map(({ payload }) => JOBS['mail-code'].schema.parse(payload)));
    return [];
  });
  return payloads;
}
async function onlyJob(): Promise<JobPayload<'mail-code'>> {
  const [job, ...others] = await jobs();
  if (!job || others.length > 0) throw new Error(`${others.length + 1} jobs`);
  return job;
}
const letterId = (raw: string) => /^Message-ID:\s*(<\S+>)/im.exec(raw)?.[1];
/** The parts of a mail, as they are read. */
const partsOf = (raw: string): string[] => {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const parts = raw.split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [head = '', ...body] = part.trimStart().split('\r\n\r\n');
    const text = body.join('\r\n\r\n');
    if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString();
    if (!/quoted-printable/i.test(head)) return text;
    const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString();
  });
};

test('a double click is one mail, with the right code, in the member’s language; a minute later it is another', async () => {
  await insert(1n, 1, 'REG-AAAA', { promise: { name: { en: 'Ten <off>', 'zh-CN': '立减<十元>' } } });
  expect(await Promise.all([ask(1n), ask(1n)])).toEqual([null, null]);
  const job = await onlyJob();
  // Nothing personal waits in the queue.
  expect(job).toEqual({ redemptionId: '1', mail: '0' });
  expect(await handle(shopId, job)).toBeUndefined();
  const [mail] = received;
  if (!mail) throw new Error('Nothing has come.');
  expect(mail).toMatchObject({ to: 'wei@example.com', secure: true, user: MAIL_LOGIN.user });
  expect(mail.raw).toMatch(/^From: .*<rewards@shop\.test>/m);
  const [text = '', html = ''] = partsOf(mail.raw);
  for (const said of ['REG-AAAA', '立减<十元>', SHOP, '2030年12月31日', 'US$20.00', 'https://reward-mail.myshopify.com/']) expect(text).toContain(said);
  for (const said of ['REG-AAAA', '立减&lt;十元&gt;', 'Tea &amp; &lt;Cup&gt;', '<html lang="zh-CN">']) expect(html).toContain(said);
  expect(await mailsOf(1n)).toMatchObject([{ by: '7', sentAt: expect.any(Date) as Date, failedAt: null, trouble: null }]);
  // A job that the queue runs twice has nothing to do any more.
  expect(await handle(shopId, job)).toBeUndefined();
  expect(await ask(1n, 50_000)).toBeNull();
  expect(await jobs()).toEqual([]);
  expect(received).toHaveLength(1);
  expect(await ask(1n, 61_000)).toBeNull();
  await handle(shopId, await onlyJob());
  expect(received).toHaveLength(2);
  expect(letterId(received[1]?.raw ?? '')).not.toBe(letterId(mail.raw));
});

test('what the server does not take now is tried again as the same mail, what it refuses is told without the address', async () => {
  received.length = 0;
  await insert(2n, 2, 'REG-BBBB');
  refuse.mail.push('450 4.2.0 jo@example.org is greylisted');
  await ask(2n);
  const job = await onlyJob();
  expect(await handle(shopId, job)).toEqual({ againInMs: 30_000 });
  expect(await mailsOf(2n)).toMatchObject([{ sentAt: null, failedAt: null, tries: 1, trouble: '450 4.2.0 … is greylisted', nextAt: expect.any(Date) as Date }]);
  // Whoever asks meanwhile asks for the one that is under way.
  expect(await ask(2n, 120_000)).toBeNull();
  expect(await jobs()).toEqual([]);
  expect(await handle(shopId, job)).toBeUndefined();
  expect(received.map(({ taken }) => taken)).toEqual([false, true]);
  expect(letterId(received[0]?.raw ?? '')).toBe(letterId(received[1]?.raw ?? ''));
  expect(received[1]?.raw.replace(/\r\n\s/g, ' ')).toContain('Subject: $10.00 off: your code for Tea & <Cup>');
  expect(await mailsOf(2n)).toMatchObject([{ sentAt: expect.any(Date) as Date, trouble: null, nextAt: null }]);

  refuse.recipient.push('550 5.1.1 <jo@example.org>: user Jo unknown at example.org, john known');
  await ask(2n, 61_000);
  expect(await handle(shopId, await onlyJob())).toBeUndefined();
  const refused = (await mailsOf(2n))[1];
  expect(refused).toMatchObject({ failedAt: expect.any(Date) as Date, sentAt: null, trouble: '550 5.1.1 … user … unknown at …, john known' });
  // After a failure nobody has to wait.
  await ask(2n, 61_500);
  expect(await jobs()).toHaveLength(1);
});

test('who has no address or is erased, and what is not ready, is refused at once, and once more when the mail is made', async () => {
  received.length = 0;
  await insert(3n, 3, 'REG-CCCC');
  expect(await ask(3n)).toBe('no_address');
  await insert(4n, 2, 'REG-DDDD', { status: 'used' });
  await insert(5n, 2, null);
  await insert(6n, 2, 'REG-EEEE', { endsAt: '2020-01-01' });
  for (const id of [4n, 5n, 6n]) expect(await ask(id)).toBe('not_ready');
  await expect(ask(99n)).rejects.toMatchObject({ code: 'not_found' });
  await insert(7n, 2, 'REG-FFFF');
  await ask(7n);
  await ownerPool.query("update customer set status = 'redacted' where shop_id = $1 and id = 2", [shopId]);
  await insert(8n, 2, 'REG-GGGG');
  expect(await ask(8n)).toBe('erased');
  expect(await handle(shopId, await onlyJob())).toBeUndefined();
  expect(await mailsOf(7n)).toMatchObject([{ trouble: 'erased', failedAt: expect.any(Date) as Date }]);
  expect(received).toEqual([]);
});

test('the password goes over TLS to the right server or nowhere; a login that is refused is told and tried again', async () => {
  received.length = 0;
  told.length = 0;
  await insert(10n, 1, 'REG-HHHH');
  await ask(10n);
  const job = await onlyJob();
  const tried = async () => {
    closeMail();
    const again = await handle(shopId, job);
    return { ...again, trouble: (await mailsOf(10n))[0]?.trouble };
  };
  mailServer.hideTls(true);
  expect(await tried()).toEqual({ againInMs: 30_000, trouble: 'insecure' });
  mailServer.hideTls(false);
  mailServer.showCertificate('other');
  expect(await tried()).toEqual({ againInMs: 60_000, trouble: 'insecure' });
  expect(told).toEqual([]);
  mailServer.showCertificate('own');
  refuse.login.push(`535 5.7.8 ${MAIL_LOGIN.user} / ${MAIL_LOGIN.password} not accepted`);
  expect(await tried()).toEqual({ againInMs: 120_000, trouble: 'login' });
  expect(received).toEqual([]);
  expect(await tried()).toEqual({ trouble: null });
  expect(await tried()).toEqual({ trouble: null });
  expect(received).toHaveLength(1);
  expect(told).toEqual(told.map(() => ({ password: MAIL_LOGIN.password, secure: true })));
});

test('a gift card’s code is opened for the mail alone, which goes to who stands for the member now; a server that is away is tried again', async () => {
  received.length = 0;
  await insert(9n, 4, null, { promise: { kind: 'gift_card', minimumSpend: null } });
  const code = await drawCardCode(shopId, 9n);
  await ask(9n);
  await handle(shopId, await onlyJob());
  const [mail] = received;
  expect(mail?.to).toBe('wei@example.com');
  expect(partsOf(mail?.raw ?? '')[0]).toContain(code);
  const { rows } = await ownerPool.query(
    `select 'redemption' as found from loyalty_redemption where (code = $1 or detail::text ~ $2)
     union all select 'event' from domain_event where payload::text ~ $2`,
    [code, `${code}|REG-|@`],
  );
  expect(rows).toEqual([]);

  closeMail();
  await mailServer.close();
  await ask(9n, 61_000);
  expect(await handle(shopId, await onlyJob())).toEqual({ againInMs: 30_000 });
  expect((await mailsOf(9n))[1]).toMatchObject({ tries: 1, trouble: 'unreachable', failedAt: null });
});

test('the settings go together, and what is wrong with them is told without the secret', () => {
  const whole = { ...process.env, SMTP_URL: 'smtps://user:secret@mail.test', MAIL_FROM: 'a@b.test' };
  expect(parseEnv(whole)).toMatchObject({ SMTP_URL: whole.SMTP_URL, MAIL_FROM: 'a@b.test' });
  expect(parseEnv({ ...whole, SMTP_URL: '', MAIL_FROM: '' })).toMatchObject({ SMTP_URL: undefined, MAIL_FROM: undefined });
  for (const wrong of [{ MAIL_FROM: undefined }, { SMTP_URL: 'https://user:secret@mail.test' }]) {
    const told = (() => {
      try {
        return parseEnv({ ...whole, ...wrong }) && 'taken';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(told).toContain(Object.keys(wrong)[0]);
    expect(told).not.toContain('secret');
  }
});
