import { createTransport, type NodemailerError } from 'nodemailer';
import { env } from '~/config/env.server';
import type { MailTrouble } from '~/domain/loyalty/rewards/model';

/** A mail server that has not answered by then is tried again later. Milliseconds. */
const ANSWERS_MS = 15_000;
const CONNECTIONS = 2;
const WORDS_MAX = 300;
/** What Node calls a certificate that it does not take, or a handshake that fails. */
const UNTRUSTED = /CERT|SIGNATURE|^ERR_(TLS|SSL)|^EPROTO$/;

export interface Letter {
  /** The same for every try of one letter, so that one that arrives twice is known as one. */
  messageId: string;
  fromName: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}
/** `trouble` is ours, or what the mail server said, without the address. */
type SendResult = { outcome: 'sent' } | { outcome: 'refused' | 'later'; trouble: string };

/** Whether whoever runs the app has said how mail is sent. */
export const isMailSetUp = (): boolean => env().SMTP_URL !== undefined;

let transport: ReturnType<typeof connect> | undefined;
const connect = (url: string | undefined) =>
  createTransport({
    url,
    // Whoever sits on the way could keep the offer of TLS from us, and would be told the password.
    requireTLS: url !== undefined && new URL(url).password !== '',
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: ANSWERS_MS,
    greetingTimeout: ANSWERS_MS,
    socketTimeout: ANSWERS_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Lets go of the connections to the mail server. */
export function closeMail(): void {
  transport?.close();
  transport = undefined;
}

/** Sends one letter to one person. It never throws: what the library says in an error may quote the address. */
export async function sendMail({ messageId, fromName, to, ...content }: Letter): Promise<SendResult> {
  const { SMTP_URL, MAIL_FROM = '' } = env();
  transport ??= connect(SMTP_URL);
  try {
    await transport.sendMail({
      ...content,
      from: { name: fromName, address: MAIL_FROM },
      to: { name: '', address: to },
      messageId: `<${messageId}@${MAIL_FROM.split('@')[1]}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { outcome: 'sent' };
  } catch (error) {
    const known = error as NodemailerError;
    const ours = troubleOf(known);
    return { outcome: known.permanent === true && ours === null ? 'refused' : 'later', trouble: ours ?? withoutAddress(known.response ?? '', to) };
  }
}

/** What is not about this letter: somebody may set it right meanwhile. */
function troubleOf({ code, originalCode, response }: NodemailerError): MailTrouble | null {
  if (code === 'EAUTH') return 'login';
  if (code === 'ETLS' || UNTRUSTED.test(originalCode ?? '')) return 'insecure';
  return response === undefined ? 'unreachable' : null;
}

/** What a server says, without whom it is about: neither the address nor either half of it. */
function withoutAddress(words: string, address: string): string {
  const [local = '', domain = ''] = address.split('@');
  const parts = [address, local, domain].filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const named = new RegExp(`\\S+@\\S+|(?<![\\p{L}\\p{N}])(?:${parts.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return words.replace(/\s+/g, ' ').replace(named, '…').slice(0, WORDS_MAX);
}
