import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** Of the app: SMTP_URL and MAIL_FROM. */
  settings: { SMTP_URL: string; MAIL_FROM: string };
  /** What it answers next, `550 5.1.1 …`, to the recipient and to the whole mail; else it takes it. */
  refuse: { recipient: string[]; mail: string[] };
  /** Every mail that has come, also those that were not taken. */
  received: { to: string; raw: string; taken: boolean }[];
  close(): Promise<void>;
}

/** A server that takes mail on a port of its own and keeps it. */
export async function startMailServer(): Promise<MailServer> {
  const refuse: MailServer['refuse'] = { recipient: [], mail: [] };
  const received: MailServer['received'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    // A pool keeps its connections open for minutes.
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) => done(refusalOf(refuse.recipient.shift())),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = refusalOf(refuse.mail.shift());
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(chunks).toString(), taken: refusal === null });
        done(refusal);
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'rewards@shop.test' },
    refuse,
    received,
    close: async () => {
      if (server.server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const refusalOf = (text: string | undefined) =>
  text === undefined ? null : Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
