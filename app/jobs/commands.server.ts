/** What the commands in scripts/ need of the app, bundled by the build. */
export { announceDataKeys, rotateMasterKey } from '~/domain/privacy/index.server';
export { explainLedger, rebuildLedger, verifyLedger } from '~/domain/loyalty/ledger/index.server';
export { exportLoyalty, importLoyalty } from '~/domain/loyalty/moving/index.server';
export { makeManager, showStaff } from '~/domain/staff/index.server';
