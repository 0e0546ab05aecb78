import { startMailServer } from './mail-server';

/** To be imported before anything of the app, which reads its environment as it is loaded: a mail server that the app of this test file sends to. */
export const mailServer = await startMailServer();
Object.assign(process.env, mailServer.settings);
