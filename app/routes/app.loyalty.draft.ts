import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { importProgramme, saveDraft } from '~/domain/loyalty/programme/index.server';
import { AppError } from '~/domain/shared/errors';
import { adminPage } from '~/platform/shopify/admin-page.server';

const form = z.object({ document: z.string(), revision: z.coerce.number().int().min(0) });

/** Saves the draft of the programme over the revision that was edited, or tells that somebody else has been faster. */
export const action = ({ request }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const { document, revision } = form.parse(Object.fromEntries(await request.formData()));
    const checked = importProgramme(document);
    if (!checked.ok) throw new AppError('invalid_input', `The programme does not hold: ${checked.problems[0]?.code}`, checked.problems[0]?.path.join('.'));
    try {
      return { saved: true as const, revision: await saveDraft(shopId, { document: checked.programme, revision, by: userId }, now) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return { saved: false as const };
      throw error;
    }
  });
