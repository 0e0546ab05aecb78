import { z } from 'zod';

const ROLES = ['manager', 'clerk'] as const;
export const staffRole = z.enum(ROLES);
export type StaffRole = (typeof ROLES)[number];

/** A member of staff, by the number that the store's admin gives them; we are told no name that could be trusted. */
export interface StaffPerson {
  userId: string;
  role: StaffRole;
  since: Date;
}

/** What a role may do with members' points; `null`: no limit. */
export interface RoleLimits {
  pointsAtOnce: bigint | null;
  /** In a day of the shop's zone, given and taken together. */
  pointsADay: bigint | null;
  changesTiers: boolean;
}
/** Until a manager says otherwise. */
export const USUAL_LIMITS: Record<StaffRole, RoleLimits> = {
  manager: { pointsAtOnce: null, pointsADay: null, changesTiers: true },
  clerk: { pointsAtOnce: 500n, pointsADay: 2000n, changesTiers: false },
};

export interface StaffOverview {
  me: StaffPerson;
  people: StaffPerson[];
  limits: Record<StaffRole, RoleLimits>;
}

const LIMIT_DIGITS = 10;
const limit = z
  .string()
  .trim()
  .regex(new RegExp(`^\\d{0,${LIMIT_DIGITS}}$`))
  .transform((text) => (text === '' ? null : BigInt(text)));
/** Limits as a form says them: nothing is no limit. */
export const roleLimitsForm = z.object({ pointsAtOnce: limit, pointsADay: limit, changesTiers: z.enum(['yes', 'no']).transform((text) => text === 'yes') });
