import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { jsonOf } from '~/config/json-text';
import { ErrorsCard } from '~/components/file-import/errors-card';
import { ImportState } from '~/components/file-import/import-state';
import { MappingCard } from '~/components/file-import/mapping-card';
import { ReadingCard } from '~/components/file-import/reading-card';
import { usePolling } from '~/components/file-import/use-polling';
import { beginUndo, changeSettings, checkFile, discardImport, getFileImport, questionsOf, reasonsOf, runImport } from '~/domain/file-imports/index.server';
import { fileSettings, isWorkedOn } from '~/domain/file-imports/model';
import { AppError } from '~/domain/shared/errors';
import { getShop } from '~/domain/shops/index.server';
import { pageTitle } from '~/i18n/page-title';
import { adminPage, idParam } from '~/platform/shopify/admin-page.server';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'fileImport.title');

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const id = idParam(params['id']);
    const [{ file, look }, reasons, shop] = await Promise.all([getFileImport(shopId, id), reasonsOf(shopId, id), getShop(shopId)]);
    return { file, look, reasons, questions: file.settings && look ? await questionsOf(shopId, file.settings, now) : [], shopCurrency: shop.currency };
  });

const json = z.string().transform(jsonOf);
const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('settings'), change: json.pipe(fileSettings.partial()) }),
  z.object({ intent: z.enum(['check', 'run', 'undo', 'discard']) }),
]);

/** Changes how the file is read, checks it, imports it, takes the import back, or forgets the file. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async ({ shopId, now }) => {
    const id = idParam(params['id']);
    const wanted = order.safeParse(Object.fromEntries(await request.formData()));
    if (!wanted.success) return { error: 'invalid_input' };
    try {
      if (wanted.data.intent === 'settings') await changeSettings(shopId, id, definedOf(wanted.data.change));
      else if (wanted.data.intent === 'check') await checkFile(shopId, id, now);
      else if (wanted.data.intent === 'run') await runImport(shopId, id, now);
      else if (wanted.data.intent === 'undo') await beginUndo(shopId, id, now);
      else {
        await discardImport(shopId, id);
        return redirect('/app/import');
      }
      return { error: null };
    } catch (error) {
      if (error instanceof AppError && error.code !== 'not_found') return { error: error.code };
      throw error;
    }
  });

function definedOf<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export default function ImportPage() {
  const { file, look, reasons, questions, shopCurrency } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const fetcher = useFetcher<{ error: string | null }>();
  usePolling(isWorkedOn(file.status));
  const address = `/app/import/${file.id}`;
  const ask = (intent: string, more: Record<string, string> = {}) => fetcher.submit({ intent, ...more }, { method: 'post', action: address });
  const busy = fetcher.state !== 'idle';
  return (
    <Page title={file.fileName} backAction={{ content: t('fileImport.title'), url: '/app/import' }}>
      <BlockStack gap="400">
        {fetcher.data?.error ? <Banner tone="critical">{t(fetcher.data.error === 'conflict' ? 'errors.conflict' : 'errors.invalidInput')}</Banner> : null}
        <ImportState file={file} questions={questions} busy={busy} onAsk={ask} />
        {reasons.length > 0 && !isWorkedOn(file.status) ? <ErrorsCard file={file} reasons={reasons} headings={look?.headings ?? []} /> : null}
        {look && file.settings ? (
          <>
            <ReadingCard
              settings={file.settings}
              notations={look.notations}
              questions={questions}
              shopCurrency={shopCurrency}
              onChange={(change) => ask('settings', { change: JSON.stringify(change) })}
            />
            <MappingCard settings={file.settings} look={look} busy={busy} onChange={(columns) => ask('settings', { change: JSON.stringify({ columns }) })} />
          </>
        ) : null}
      </BlockStack>
    </Page>
  );
}
