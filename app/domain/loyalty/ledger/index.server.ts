export { lockMember, readLots } from './member.store.server';
export { post } from './post.store.server';
