export { distributionOf } from './distribution.server';
