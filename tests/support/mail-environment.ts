import { readFileSync } from 'node:fs';
import { MAIL_CERTIFICATE, startMailServer } from './mail-server';

/** To be imported before anything of the app, which reads its environment as it is loaded: a mail server that the app of this test file sends to. */
export const mailServer = await startMailServer('starttls');
const trusted = new URLSearchParams({ 'tls.ca': readFileSync(MAIL_CERTIFICATE, 'utf8') }).toString();
Object.assign(process.env, { ...mailServer.settings, SMTP_URL: `${mailServer.settings.SMTP_URL}/?${trusted}` });
