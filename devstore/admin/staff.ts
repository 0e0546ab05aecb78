import { STAFF_ID } from '../webhooks/payloads/places.ts';

/** The one member of staff who works in every store here. */
export const STAFF = { id: STAFF_ID, name: 'Store owner', email: 'owner@example.com' };
