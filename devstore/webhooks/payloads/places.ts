/** The store has one location and one member of staff; REST payloads name both by number. */
export const LOCATION_ID = '655441491';
export const STAFF_ID = '548380009';
