import { z } from 'zod';
import type { EarningExplanation } from '~/domain/loyalty/earning/model';

const spent = z.object({ reward: z.string() });
const reached = z.object({ tier: z.string() });

/** The reward that points were spent on. */
export const rewardOf = (explanation: unknown): string | null => spent.safeParse(explanation).data?.reward ?? null;

/** The tier that points were given for. */
export const tierOf = (explanation: unknown): string | null => (isEarning(explanation) ? null : (reached.safeParse(explanation).data?.tier ?? null));

/** Whether an entry says how an order's points come about. */
export const isEarning = (explanation: unknown): explanation is EarningExplanation =>
  typeof explanation === 'object' && explanation !== null && 'pointsPerUnit' in explanation && 'exact' in explanation;
