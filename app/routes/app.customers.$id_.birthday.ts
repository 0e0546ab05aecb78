import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { BirthdayAnswer } from '~/components/customers/birthday-card';
import { identifyCustomer } from '~/domain/customers/index.server';
import { birthday } from '~/domain/loyalty/activities/model';
import { setBirthday } from '~/domain/loyalty/members/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

const form = z.object({ birthday: z.union([z.literal(''), birthday]) });

/** Sets a customer's birthday (`MM-DD`), or takes it away (empty). */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }): Promise<BirthdayAnswer> => {
    const id = idParam(params['id']);
    const given = form.safeParse(Object.fromEntries(await request.formData()));
    if (!given.success) return { saved: false, error: 'noDay' };
    if ((await identifyCustomer(shopId, { id })) === 'unknown') throw new AppError('not_found', 'There is no such customer');
    try {
      await setBirthday(shopId, id, given.data.birthday || null, now);
      return { saved: true };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return { saved: false, error: 'gone' };
      throw error;
    }
  });
