import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerBrief } from '~/domain/customers/model';

/** What to call somebody: the name, else the e-mail address, else the phone number, else the number in the store. */
export function usePersonName(): (contact: CustomerBrief, id: bigint | string) => string {
  const { t } = useTranslation();
  return (contact, id) => contact.name ?? contact.email ?? contact.phone ?? t('customers.nameless', { id: id.toString() });
}

/** A person in a list: the name, and below it the e-mail address. Long names are cut off, whatever their script. */
export function PersonName({ contact, id, second }: { contact: CustomerBrief; id: bigint; second?: string | null }) {
  const name = usePersonName()(contact, id);
  return (
    <div className="rg-person">
      <Text as="span" fontWeight="semibold">
        <bdi className="rg-person-text" title={name}>
          {name}
        </bdi>
      </Text>
      {second && second !== name ? (
        <Text as="span" tone="subdued" variant="bodySm">
          <bdi className="rg-person-text">{second}</bdi>
        </Text>
      ) : null}
    </div>
  );
}
