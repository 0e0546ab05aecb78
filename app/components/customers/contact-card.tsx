import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ContactAddress, CustomerDetail } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';

/** How to reach somebody, and where they live. */
export function ContactCard({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const contact = customer.contactFull;
  const known = contact && (contact.emails.length || contact.phones.length || contact.addresses.length);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('customer.contact')}
        </Text>
        {known ? (
          <Reach customer={customer} />
        ) : (
          <Text as="p" tone="subdued">
            {t('customer.noContact')}
          </Text>
        )}
        {contact?.addresses.length ? <Addresses addresses={contact.addresses} /> : null}
        <Account customer={customer} />
      </BlockStack>
    </Card>
  );
}

function Reach({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100">
      {customer.contactFull?.emails.map((email, position) => (
        <InlineStack key={email} gap="200" blockAlign="center">
          <span className="rg-free-text">
            <Link url={`mailto:${email}`} external>
              {email}
            </Link>
          </span>
          {position === 0 && customer.verifiedEmail ? <Badge tone="success">{t('customer.emailVerified')}</Badge> : null}
        </InlineStack>
      ))}
      {customer.contactFull?.phones.map((phone) => (
        <Link key={phone} url={`tel:${phone}`} external removeUnderline>
          <bdi>{phone}</bdi>
        </Link>
      ))}
    </BlockStack>
  );
}

function Addresses({ addresses }: { addresses: ContactAddress[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = addresses.find((address) => address.isDefault) ?? addresses[0];
  if (!shown) return null;
  const place = [shown.zip, shown.city, shown.province].filter(Boolean).join(' ');
  const lines = [shown.name, shown.company, shown.address1, shown.address2, place, shown.countryCode && format.region(shown.countryCode), shown.phone].filter(
    Boolean,
  );
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingXs" tone="subdued">
        {t('customer.defaultAddress')}
      </Text>
      <div className="rg-free-text">{lines.join('\n')}</div>
      {addresses.length > 1 ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {t('customer.moreAddresses', { count: addresses.length - 1, n: format.number(addresses.length - 1) })}
        </Text>
      ) : null}
    </BlockStack>
  );
}

const ACCOUNT_STATES = ['enabled', 'disabled', 'invited', 'declined'] as const;

function Account({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = ACCOUNT_STATES.find((known) => known === customer.accountState?.toLowerCase());
  if (!state && !customer.locale) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingXs" tone="subdued">
        {t('customer.account')}
      </Text>
      {state ? <Text as="p">{t(`customer.accountStates.${state}`)}</Text> : null}
      {customer.locale ? (
        <Text as="p">
          {t('customer.locale')}: {format.language(customer.locale)}
        </Text>
      ) : null}
    </BlockStack>
  );
}
