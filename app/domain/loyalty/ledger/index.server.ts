export { explainLedger, rebuildLedger, verifyLedger } from './commands.server';
export { explainMember, explainOrder, memberEntries, whyUnsettled } from './explain.store.server';
export { lockMember, lockMembers, readLots } from './member.store.server';
export { rebuildShop } from './rebuild.store.server';
export { post, postAlone, postMany } from './post.store.server';
export { transfer } from './transfer.store.server';
export { verifyBooks, verifyShop } from './verify.store.server';
