import { Badge, BlockStack, Card, RadioButton, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactAddress, CustomerDetail } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { consentState } from '../customers/consent-state';
import { usePersonName } from '../person-name';
import { TagList } from '../tag-list';

export interface CompareTableProps {
  customers: readonly [CustomerDetail, CustomerDetail];
  keep: bigint;
  /** A record that is not in the store cannot stay in place of one that is. */
  mayKeep: (customer: CustomerDetail) => boolean;
  onKeep: (id: bigint) => void;
}

/** Two customers side by side; one of them is chosen to stay. */
export function CompareTable({ customers, keep, mayKeep, onKeep }: CompareTableProps) {
  const { t } = useTranslation();
  const rows = useRows();
  const name = usePersonName();
  return (
    <Card padding="0">
      {/* Wider than the page it scrolls by itself; with the keyboard each customer's choice brings its column along. */}
      <div className="rg-scroll">
        <table className="rg-compare" aria-label={t('duplicates.compareTitle')}>
          <thead>
            <tr>
              <td />
              {customers.map((customer) => (
                <th key={customer.id.toString()} scope="col">
                  <BlockStack gap="100">
                    <bdi className="rg-free-text">{name(customer.contact, customer.id)}</bdi>
                    <RadioButton
                      label={t('duplicates.keep')}
                      ariaDescribedBy="keep-help"
                      id={`keep-${customer.id}`}
                      name="keep"
                      checked={customer.id === keep}
                      disabled={!mayKeep(customer)}
                      onChange={() => onKeep(customer.id)}
                    />
                  </BlockStack>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">
                  <Text as="span" tone="subdued" variant="bodySm">
                    {label}
                  </Text>
                </th>
                {customers.map((customer) => (
                  <td key={customer.id.toString()}>{value(customer) ?? t('common.notAvailable')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** Their own numbers, and those of their addresses. */
const phonesOf = ({ contactFull }: CustomerDetail): string[] => [
  ...new Set([...(contactFull?.phones ?? []), ...(contactFull?.addresses.flatMap((address) => address.phone ?? []) ?? [])]),
];

type Row = { label: string; value: (customer: CustomerDetail) => ReactNode };

function useRows(): Row[] {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = (texts: string[] | undefined) => (texts?.length ? <span className="rg-free-text">{texts.join('\n')}</span> : null);
  const place = (address: ContactAddress) =>
    [address.address1, address.address2, [address.zip, address.city].filter(Boolean).join(' '), address.countryCode && format.region(address.countryCode)]
      .filter(Boolean)
      .join(', ');
  const consent = (state: string | null) => t(`customer.consentStates.${consentState(state)}`);
  return [
    { label: t('duplicates.rows.email'), value: (one) => lines(one.contactFull?.emails) },
    { label: t('duplicates.rows.phone'), value: (one) => lines(phonesOf(one)) },
    { label: t('duplicates.rows.address'), value: (one) => lines(one.contactFull?.addresses.map(place)) },
    { label: t('customer.orders'), value: (one) => format.number(one.ordersCount) },
    { label: t('customer.spent'), value: (one) => format.money(one.spentNet) },
    { label: t('customer.lastOrder'), value: (one) => one.lastOrderAt && format.date(one.lastOrderAt) },
    { label: t('duplicates.rows.joined'), value: (one) => format.date(one.joinedAt) },
    { label: t('duplicates.rows.emailConsent'), value: (one) => consent(one.emailConsent) },
    { label: t('duplicates.rows.smsConsent'), value: (one) => consent(one.smsConsent) },
    { label: t('customer.tags'), value: (one) => (one.tags.length ? <TagList tags={one.tags} /> : null) },
    { label: t('customer.note'), value: (one) => lines(one.contactFull?.note ? [one.contactFull.note] : []) },
    {
      label: t('duplicates.rows.origin'),
      value: (one) => <Badge>{t(one.id > 0n ? 'duplicates.inStore' : 'duplicates.fromFile')}</Badge>,
    },
  ];
}
