import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { AppError } from '~/domain/shared/errors';
import { setLimits, setRole } from '~/domain/staff/index.server';
import { roleLimitsForm, staffRole } from '~/domain/staff/model';
import { adminPage, type AdminPage } from '~/platform/shopify/admin-page.server';

const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('role'), userId: z.string().max(40), role: staffRole }),
  z.object({ intent: z.literal('limits'), role: staffRole }).extend(roleLimitsForm.shape),
]);
/** `fault` is the field it stands beside, or the failure's code. */
export interface StaffAnswer {
  saved: boolean;
  fault: string | null;
}

/** Gives a member of staff a role, or a role its limits. Only a manager may. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<StaffAnswer> => {
    const parsed = order.safeParse(Object.fromEntries(await request.formData()));
    if (!parsed.success) return { saved: false, fault: String(parsed.error.issues[0]?.path[0] ?? 'invalid_input') };
    try {
      await follow(page, parsed.data);
      return { saved: true, fault: null };
    } catch (error) {
      if (error instanceof AppError) return { saved: false, fault: error.code };
      throw error;
    }
  });

function follow({ shopId, userId, now }: AdminPage, wanted: z.output<typeof order>): Promise<void> {
  if (wanted.intent === 'role') return setRole(shopId, { userId: wanted.userId, role: wanted.role, by: userId });
  const { intent: _intent, role, ...limits } = wanted;
  return setLimits(shopId, { role, limits, by: userId }, now);
}
