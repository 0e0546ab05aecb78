export { lockStaff, noteStaff, readStaff, setLimits, setRole } from './roles.store.server';
