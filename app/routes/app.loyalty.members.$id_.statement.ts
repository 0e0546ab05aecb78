import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { memberStatement } from '~/domain/loyalty/members/index.server';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .nullable()
    .catch(null)
    .default(null),
});

/** A further page of a member's statement. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, ({ shopId }) => memberStatement(shopId, idParam(params['id']), wanted.parse(searchOf(request)).before));
