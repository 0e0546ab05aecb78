import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

/** Made by ourselves and good for 127.0.0.1; who sends has to be told to trust it (`NODE_EXTRA_CA_CERTS`, or `tls.ca` in the address). */
export const MAIL_CERTIFICATE = path.resolve('tests/support/mail-certificate/certificate.pem');
const pem = (name: string) => readFileSync(path.join(path.dirname(MAIL_CERTIFICATE), `${name}.pem`), 'utf8');

/** Who may send; with characters that an address has to escape. */
export const MAIL_LOGIN = { user: 'shop-mailer', password: 'p@ss/w:rd#1' };

export interface MailServer {
  /** Of the app: SMTP_URL and MAIL_FROM. */
  settings: { SMTP_URL: string; MAIL_FROM: string };
  /** What it answers next, `550 5.1.1 …`, to the login, the recipient and the whole mail; else it takes it. */
  refuse: { login: string[]; recipient: string[]; mail: string[] };
  /** Every mail that has come, also those that were not taken. */
  received: { to: string; raw: string; taken: boolean; secure: boolean; user: unknown }[];
  /** Passwords that it was told, and whether nobody on the way could read them. */
  told: { password: string; secure: boolean }[];
  /** As if somebody on the way kept the offer of TLS from getting through. */
  hideTls(isHidden: boolean): void;
  /** Another certificate than the one that it should have. */
  showCertificate(kind: 'own' | 'other'): void;
  close(): Promise<void>;
}

/** A server that takes mail over TLS from whoever has the login, on a port of its own, and keeps it. @param tls from the start, or from `STARTTLS` on */
export async function startMailServer(tls: 'smtps' | 'starttls'): Promise<MailServer> {
  const refuse: MailServer['refuse'] = { login: [], recipient: [], mail: [] };
  const received: MailServer['received'] = [];
  const told: MailServer['told'] = [];
  const server = new SMTPServer({
    ...{ secure: tls === 'smtps', key: pem('key'), cert: pem('certificate') },
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    // A pool keeps its connections open for minutes.
    closeTimeout: 100,
    onAuth({ username, password }, { secure }, done) {
      told.push({ password: String(password), secure });
      const isRight = username === MAIL_LOGIN.user && password === MAIL_LOGIN.password;
      const refusal = refusalOf(refuse.login.shift() ?? (isRight ? undefined : '535 5.7.8 Wrong'));
      if (refusal) done(refusal);
      else done(null, { user: MAIL_LOGIN.user });
    },
    onRcptTo: (_address, _session, done) => done(refusalOf(refuse.recipient.shift())),
    onData(stream, { envelope, secure, user }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = refusalOf(refuse.mail.shift());
        const to = envelope.rcptTo.map(({ address }) => address).join();
        received.push({ to, raw: Buffer.concat(chunks).toString(), taken: refusal === null, secure, user });
        done(refusal);
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const login = [MAIL_LOGIN.user, MAIL_LOGIN.password].map(encodeURIComponent).join(':');
  return {
    settings: { SMTP_URL: `${tls === 'smtps' ? 'smtps' : 'smtp'}://${login}@127.0.0.1:${port}`, MAIL_FROM: 'rewards@shop.test' },
    ...{ refuse, received, told },
    hideTls: (isHidden) => void Object.assign(server.options, { hideSTARTTLS: isHidden, disabledCommands: isHidden ? ['STARTTLS'] : [] }),
    // Without one it shows the library's, which nobody trusts.
    showCertificate: (kind) => {
      for (const name of ['key', 'cert']) Reflect.deleteProperty(server.options, name);
      server.updateSecureContext(kind === 'own' ? { key: pem('key'), cert: pem('certificate') } : {});
    },
    close: async () => {
      if (server.server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const refusalOf = (text: string | undefined) =>
  text === undefined ? null : Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
