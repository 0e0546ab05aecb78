import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { customerTimeline } from '~/domain/customers/index.server';
import { TIMELINE_GROUPS, type TimelineGroup } from '~/domain/customers/model';
import { adminPage, idParam, searchOf } from '~/platform/shopify/admin-page.server';

const groups = Object.keys(TIMELINE_GROUPS) as [TimelineGroup, ...TimelineGroup[]];
const wanted = z.object({ group: z.enum(groups).optional().catch(undefined), after: z.string().max(400).optional().catch(undefined) });

/** A further page of a customer's timeline, or another kind of event. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId }) => {
    const { group, after } = wanted.parse(searchOf(request));
    const page = await customerTimeline(shopId, idParam(params['id']), group ? [group] : [], after ?? null);
    return { ...page, group: group ?? ('' as const), after: after ?? null };
  });
