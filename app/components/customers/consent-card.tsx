import { Badge, BlockStack, Card, InlineStack, Text, type BadgeProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { consentState, type ConsentState } from './consent-state';

const TONES: Partial<Record<ConsentState, BadgeProps['tone']>> = { subscribed: 'success', pending: 'attention', unsubscribed: 'warning', invalid: 'critical' };

/** Whether somebody may be written to, and since when. */
export function ConsentCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('customer.marketing')}
        </Text>
        <Consent label={t('customers.emailMarketing')} state={consentState(customer.emailConsent)} at={customer.emailConsentAt} />
        <Consent label={t('customers.smsMarketing')} state={consentState(customer.smsConsent)} at={customer.smsConsentAt} />
      </BlockStack>
    </Card>
  );
}

function Consent({ label, state, at }: { label: string; state: ConsentState; at: Date | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tone = TONES[state];
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack>
        <Text as="p">{label}</Text>
        {at && state !== 'none' ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t('customer.consentSince', { date: format.date(at) })}
          </Text>
        ) : null}
      </BlockStack>
      <Badge {...(tone && { tone })}>{t(`customer.consentStates.${state}`)}</Badge>
    </InlineStack>
  );
}
