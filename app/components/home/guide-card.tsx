import { BlockStack, Box, Button, Card, Icon, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { CheckCircleIcon, XIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';

const STEPS = ['import', 'customer', 'tag'] as const;
export type GuideStep = (typeof STEPS)[number];

export interface GuideCardProps {
  done: Record<GuideStep, boolean>;
  onDismiss: () => void;
}

/** What to do first. Steps tick themselves; the guide can be put away for good. */
export function GuideCard({ done, onDismiss }: GuideCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
              <Step step={step} done={done[step]} current={step === next} />
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function Step({ step, done, current }: { step: GuideStep; done: boolean; current: boolean }) {
  const { t } = useTranslation();
  const action = step === 'import' ? null : step === 'customer' ? t('guide.customerAction') : t('guide.tagAction');
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
          {current && action ? (
            <Button url="/app/customers" variant="primary">
              {action}
            </Button>
          ) : null}
        </BlockStack>
      </InlineStack>
    </Box>
  );
}
