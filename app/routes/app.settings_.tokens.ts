import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { TokenAnswer } from '~/components/settings/api-tokens-card';
import { makeApiToken, revokeApiToken } from '~/domain/api-tokens/index.server';
import { tokenName } from '~/domain/api-tokens/model';
import { AppError } from '~/domain/shared/errors';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('make'), name: z.string() }),
  z.object({ intent: z.literal('revoke'), id: z.string() }),
]);

/** Makes a token of the API, or revokes one. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }): Promise<TokenAnswer> => {
    const wanted = order.safeParse(Object.fromEntries(await request.formData()));
    if (!wanted.success) throw new AppError('invalid_input', 'This is nothing that can be done to a token');
    if (wanted.data.intent === 'revoke') {
      await revokeApiToken(shopId, idParam(wanted.data.id), now);
      return { token: null, error: null };
    }
    const name = tokenName.safeParse(wanted.data.name);
    if (!name.success) return { token: null, error: 'name' };
    try {
      return { token: await makeApiToken(shopId, name.data, userId, now), error: null };
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return { token: null, error: 'tooMany' };
      throw error;
    }
  });
