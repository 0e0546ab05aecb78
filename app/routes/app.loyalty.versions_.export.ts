import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { exportProgramme, listVersions, readDraft } from '~/domain/loyalty/programme/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminPage, searchOf } from '~/platform/shopify/admin-page.server';

const wanted = z.object({ version: z.coerce.number().int().min(0).catch(0) });

/** A version of the programme, or the draft (0), as a JSON file. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const { version } = wanted.parse(searchOf(request));
    const programme = version === 0 ? (await readDraft(shopId, now)).document : (await listVersions(shopId, now, version))[0]?.programme;
    if (!programme) throw new AppError('not_found', 'There is no such version');
    return new Response(exportProgramme(programme), {
      headers: {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="programme-${version || 'draft'}.json"`,
        'cache-control': 'no-store',
      },
    });
  });
