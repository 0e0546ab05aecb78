import { Banner, BlockStack, Page, Text, type PageProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { SaveBarFor } from '../save-bar-for';
import { TwoColumns } from '../two-columns';
import { useToast } from '../use-toast';
import { FaultsProvider } from './form/form-context';
import { LoyaltyNav } from './loyalty-nav';
import { ShopperPreview } from './preview/shopper-preview';
import type { DraftForm } from './use-draft-form';

export interface DraftPageProps {
  title: string;
  form: DraftForm;
  primaryAction?: PageProps['primaryAction'];
  banner?: ReactNode;
  children: ReactNode;
}

/** A page that edits the draft: the form, beside it what the shopper will see, and the bar that saves. */
export function DraftPage({ title, form, primaryAction, banner, children }: DraftPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  useToast(form.answer, t('loyaltyForm.saved'));
  return (
    <Page title={title} fullWidth primaryAction={primaryAction}>
      <BlockStack gap="400">
        <LoyaltyNav />
        {banner}
        <Banner tone="info">{t('loyaltyForm.atWork')}</Banner>
        {form.refused ? <Banner tone="critical" title={t('loyaltyForm.refused', { count: form.faults.size, n: format.number(form.faults.size) })} /> : null}
        {form.conflict ? <Conflict form={form} /> : null}
        <FaultsProvider faults={form.faults}>
          <TwoColumns
            main={children}
            side={
              <div className="rg-sticky">
                <ShopperPreview programme={form.programme} />
              </div>
            }
          />
        </FaultsProvider>
      </BlockStack>
      <SaveBarFor id="loyalty-draft" open={form.dirty} saving={form.saving} onSave={form.save} onDiscard={form.discard} />
    </Page>
  );
}

function Conflict({ form }: { form: DraftForm }) {
  const { t } = useTranslation();
  return (
    <Banner
      tone="warning"
      title={t('loyaltyForm.conflict')}
      action={{ content: t('loyaltyForm.keepMine'), onAction: form.keepMine }}
      secondaryAction={{ content: t('loyaltyForm.takeTheirs'), onAction: form.discard }}
    >
      <Text as="p">{t('loyaltyForm.conflictText')}</Text>
    </Banner>
  );
}
