import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '~/domain/customers/model';

/** Why this customer is not like others: merged, deleted, erased, or not yet read. */
export function CustomerBanner({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  switch (customer.status) {
    case 'merged':
      return (
        <Banner tone="info" {...(customer.mergedInto && { action: { content: t('customer.mergedAction'), url: `/app/customers/${customer.mergedInto}` } })}>
          {t('customer.mergedText')}
        </Banner>
      );
    case 'deleted':
      return <Banner tone="warning">{t('customer.deletedText')}</Banner>;
    case 'redacted':
      return <Banner tone="warning">{t('customer.redactedText')}</Banner>;
    case 'stub':
      return <Banner tone="info">{t('customer.stubText')}</Banner>;
    default:
      return null;
  }
}
