/** What the commands in scripts/ need of the app, bundled by the build. */
export { closeDatabase } from '~/db/client.server';
export { announceDataKeys, rotateMasterKey } from '~/domain/privacy/index.server';
