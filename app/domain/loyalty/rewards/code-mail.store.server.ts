import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { withShopConnection } from '~/db/tenant.server';
import { z } from 'zod';
import { readWholeContacts, survivorsOf } from '../../customers/index.server';
import { AppError } from '../../shared/errors';
import { openCodes } from './card-code.store.server';
import { codeMail, rewardPromise, type CodeMail, type MailTrouble, type RedemptionState, type RewardPromise } from './model';

/** Whoever presses twice wants one mail; whoever presses again after this wants another. */
const ONE_MAIL_MS = 60_000;
/** Longer than all tries take together: one that has neither gone nor failed by then has been lost, and holds up no other. */
const WAITS_MS_MAX = 2 * 3600_000;
/** So long a page looks for what becomes of a mail; one that takes longer tells when it is tried next. */
const WATCHED_MS = 60_000;

interface Row {
  customerId: bigint;
  isReady: boolean;
  code: string | null;
  codeSealed: Buffer | null;
  promise: unknown;
  mails: unknown;
}
const readRow = async (connection: PoolClient, shopId: bigint, id: bigint, now: Date, lock: 'for update' | ''): Promise<Row | undefined> =>
  (
    await connection.query<Row>(
      `select r.customer_id as "customerId", r.code, r.code_sealed as "codeSealed", r.promise, coalesce(r.detail -> 'mails', '[]') as mails,
         r.status = 'committed' and (r.code is not null or r.code_sealed is not null) and (r.ends_at is null or r.ends_at > $3)
           and not exists (select from loyalty_saga q where q.shop_id = $1 and q.redemption_id = r.id and (q.task <> 'end' or q.error is not null)) as "isReady"
       from loyalty_redemption r where r.shop_id = $1 and r.id = $2 ${lock}`,
      [shopId, id, now],
    )
  ).rows[0];

const isOpen = ({ sentAt, failedAt }: CodeMail): boolean => sentAt === null && failedAt === null;

/** Whether one was asked for a moment ago and may go at any moment. */
export const isMailing = (redemptions: readonly RedemptionState[], now: Date): boolean =>
  redemptions.some(({ mails }) => mails.some((mail) => isOpen(mail) && mail.tries === 0 && now.getTime() - mail.at.getTime() < WATCHED_MS));

/**
 * Has a member be e-mailed the code of a reward that is ready; one mail however often it is asked for within a minute, or while one is under way.
 * @returns why not, or `null`. @throws AppError not_found
 */
export async function requestCodeMail(shopId: bigint, id: bigint, by: string, now: Date): Promise<MailTrouble | null> {
  return withShopConnection(shopId, async (connection) => {
    const row = await readRow(connection, shopId, id, now, 'for update');
    if (!row) throw new AppError('not_found', 'There is no such redemption');
    if (!row.isReady) return 'not_ready';
    const recipient = await recipientOf(connection, shopId, row.customerId);
    if (typeof recipient === 'string') return recipient;
    const mails = z.array(codeMail).parse(row.mails);
    const last = mails.at(-1);
    const age = last ? now.getTime() - last.at.getTime() : Infinity;
    if (last && last.failedAt === null && age < (isOpen(last) ? WAITS_MS_MAX : ONE_MAIL_MS)) return null;
    const asked: CodeMail = { by, at: now, sentAt: null, failedAt: null, tries: 0, trouble: null, nextAt: null };
    await connection.query("update loyalty_redemption set detail = detail || jsonb_build_object('mails', $3::jsonb) where shop_id = $1 and id = $2", [
      shopId,
      id,
      JSON.stringify([...mails, asked]),
    ]);
    const payload = { redemptionId: id.toString(), mail: mails.length.toString() };
    await appendEvents(connection, shopId, [{ type: 'code_mail.requested', payload }], now);
    return null;
  });
}

interface Recipient {
  address: string;
  /** The member's language as the store knows it. */
  locale: string | null;
}
export interface CodeMailToSend extends Recipient {
  code: string;
  promise: RewardPromise;
  tries: number;
}

/** Everything of a mail that was asked for, the code of a gift card opened; why it cannot be sent; `null` when it has gone or is given up. */
export async function codeMailToSend(shopId: bigint, id: bigint, position: number, now: Date): Promise<CodeMailToSend | MailTrouble | null> {
  const found = await withShopConnection(shopId, async (connection) => {
    const row = await readRow(connection, shopId, id, now, '');
    const mail = row && z.array(codeMail).parse(row.mails)[position];
    if (!mail || !isOpen(mail)) return null;
    if (!row.isReady) return 'not_ready';
    const recipient = await recipientOf(connection, shopId, row.customerId);
    return typeof recipient === 'string' ? recipient : { row, recipient, tries: mail.tries };
  });
  if (found === null || typeof found === 'string') return found;
  const [opened] = await openCodes(shopId, [found.row], () => id);
  const promise = rewardPromise.nullable().parse(found.row.promise);
  if (!opened?.code || !promise) return 'not_ready';
  return { ...found.recipient, code: opened.code, promise, tries: found.tries };
}

/** Notes what became of a mail. */
export async function noteCodeMail(shopId: bigint, id: bigint, position: number, became: Partial<Omit<CodeMail, 'by' | 'at'>>): Promise<void> {
  await withShopConnection(shopId, (connection) =>
    connection.query(
      `update loyalty_redemption set detail = jsonb_set(detail, array['mails', $3], (detail #> array['mails', $3]) || $4::jsonb)
       where shop_id = $1 and id = $2 and detail #> array['mails', $3] is not null`,
      [shopId, id, position.toString(), JSON.stringify(became)],
    ),
  );
}

const address = z.email();

/** Where who stands for the member now gets mail: the address that the store has for them, else the first of another record of theirs. */
async function recipientOf(connection: PoolClient, shopId: bigint, customerId: bigint): Promise<Recipient | MailTrouble> {
  const id = (await survivorsOf(connection, shopId, [customerId])).get(customerId) ?? customerId;
  const { rows } = await connection.query<{ status: string; locale: string | null }>('select status, locale from customer where shop_id = $1 and id = $2', [
    shopId,
    id,
  ]);
  const [customer] = rows;
  if (!customer || customer.status === 'redacted') return 'erased';
  const contact = (await readWholeContacts(connection, shopId, [id])).get(id);
  const found = contact?.emails.map((email) => email.trim()).find((email) => address.safeParse(email).success);
  return found === undefined ? 'no_address' : { address: found, locale: customer.locale };
}
