import { BlockStack, Box, Button, Card, Icon, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { CheckCircleIcon, XIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Guide } from '~/domain/shops/model';
import { useFormat } from '~/i18n/setting';
import { useInTheme } from './use-in-theme';

const STEPS = ['import', 'programme', 'theme', 'customer', 'tag'] as const;
type GuideStep = (typeof STEPS)[number];

export interface GuideCardProps {
  guide: Guide;
  /** Address of the store's theme editor. */
  themeEditor: string;
  onDismiss: () => void;
}

/** What to do first. Steps tick themselves; the guide can be put away for good. */
export function GuideCard({ guide, themeEditor, onDismiss }: GuideCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const inTheme = useInTheme(guide.inTheme);
  const done: Record<GuideStep, boolean> = {
    import: guide.imported,
    programme: guide.programme,
    theme: inTheme,
    customer: guide.seenCustomer,
    tag: guide.tagged,
  };
  const actions: Record<GuideStep, ReactNode> = {
    import: null,
    programme: <StepLink url="/app/loyalty/programme">{t('guide.programmeAction')}</StepLink>,
    theme: (
      <StepLink url={themeEditor} leaves>
        {t('guide.themeAction')}
      </StepLink>
    ),
    customer: <StepLink url="/app/customers">{t('guide.customerAction')}</StepLink>,
    tag: <StepLink url="/app/customers">{t('guide.tagAction')}</StepLink>,
  };
  const count = STEPS.filter((step) => done[step]).length;
  const next = STEPS.find((step) => !done[step]);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" wrap={false}>
          <Text as="h2" variant="headingSm">
            {count === STEPS.length ? t('guide.allDone') : t('guide.title')}
          </Text>
          <Button variant="tertiary" icon={XIcon} accessibilityLabel={t('guide.dismissLabel')} onClick={onDismiss} />
        </InlineStack>
        <BlockStack gap="100">
          <Text as="p" tone="subdued" variant="bodySm" id="guide-progress">
            {t('guide.progress', { done: format.number(count), total: format.number(STEPS.length) })}
          </Text>
          <ProgressBar size="small" tone="primary" animated={false} progress={Math.round((100 * count) / STEPS.length)} ariaLabelledBy="guide-progress" />
        </BlockStack>
        <ol className="rg-plain-list">
          {STEPS.map((step) => (
            <li key={step}>
              <Step step={step} done={done[step]} current={step === next} action={actions[step]} />
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

/** @param leaves to another page of Shopify's admin */
const StepLink = ({ url, leaves, children }: { url: string; leaves?: true; children: string }) => (
  <Button url={url} variant="primary" {...(leaves && { target: '_top' as const })}>
    {children}
  </Button>
);

function Step({ step, done, current, action }: { step: GuideStep; done: boolean; current: boolean; action: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Box padding="200" borderRadius="200" {...(current && { background: 'bg-surface-secondary' as const })}>
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <Box>
          {done ? (
            <Icon source={CheckCircleIcon} tone="success" accessibilityLabel={t('guide.done')} />
          ) : (
            <span className="rg-open-step" role="img" aria-label={t('guide.open')} />
          )}
        </Box>
        <BlockStack gap="150" inlineAlign="start">
          <Text as="h3" variant="bodyMd" fontWeight={current ? 'semibold' : 'regular'}>
            {t(`guide.${step}`)}
          </Text>
          {current ? (
            <Text as="p" tone="subdued">
              {t(`guide.${step}Text`)}
            </Text>
          ) : null}
          {current ? action : null}
        </BlockStack>
      </InlineStack>
    </Box>
  );
}
