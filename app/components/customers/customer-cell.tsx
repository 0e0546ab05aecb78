import { Badge, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerColumn, CustomerRow } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { TagList } from '../tag-list';

const STATUSES = ['active', 'stub', 'deleted', 'redacted', 'merged'] as const;

/** One column's value for one customer. */
export function CustomerCell({ column, row }: { column: CustomerColumn; row: CustomerRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const blank = t('common.notAvailable');
  switch (column) {
    case 'orders':
      return <Numeric text={format.number(row.ordersCount)} />;
    case 'spent':
      return <Numeric text={format.money(row.spentNet)} />;
    case 'lastOrder':
      return <Text as="span">{row.lastOrderAt ? format.date(row.lastOrderAt) : t('customers.neverOrdered')}</Text>;
    case 'joined':
      return <Text as="span">{format.date(row.joinedAt)}</Text>;
    case 'tags':
      return <TagList tags={row.tags} />;
    case 'country':
      return <Text as="span">{row.countryCode ? format.region(row.countryCode) : blank}</Text>;
    case 'status':
      return <Text as="span">{t(`customers.status.${STATUSES.find((known) => known === row.status) ?? 'active'}`)}</Text>;
    case 'consent':
      return <Consent row={row} />;
  }
}

function Numeric({ text }: { text: string }) {
  return (
    <Text as="span" alignment="end" numeric>
      {text}
    </Text>
  );
}

function Consent({ row }: { row: CustomerRow }) {
  const { t } = useTranslation();
  const email = row.emailConsent === 'subscribed';
  const sms = row.smsConsent === 'subscribed';
  if (!email && !sms) {
    return (
      <Text as="span" tone="subdued">
        {t('customers.notSubscribed')}
      </Text>
    );
  }
  return (
    <InlineStack gap="100" wrap={false}>
      {email ? <Badge tone="success">{t('customers.emailMarketing')}</Badge> : null}
      {sms ? <Badge tone="success">{t('customers.smsMarketing')}</Badge> : null}
    </InlineStack>
  );
}
