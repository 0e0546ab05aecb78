export { makeManager, showStaff } from './commands.server';
export { lockStaff, noteStaff, readStaff, setLimits, setRole } from './roles.store.server';
