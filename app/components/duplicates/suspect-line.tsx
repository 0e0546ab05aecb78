import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Suspect } from '~/domain/duplicates/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../person-name';

/** Somebody of a suggestion: who, how to reach them, what they have bought. */
export function SuspectLine({ suspect }: { suspect: Suspect }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName()(suspect.contact, suspect.id);
  const reach = [suspect.contact.email, suspect.contact.phone].filter((text) => text !== null && text !== name);
  return (
    <BlockStack gap="050">
      <Link url={`/app/customers/${suspect.id}`} removeUnderline>
        <bdi className="rg-free-text">{name}</bdi>
      </Link>
      {reach.map((text) => (
        <Text as="p" key={text} tone="subdued" variant="bodySm">
          <bdi className="rg-free-text">{text}</bdi>
        </Text>
      ))}
      <Text as="p" tone="subdued" variant="bodySm">
        {t('common.list', {
          first: t('duplicates.orders', { count: suspect.ordersCount, n: format.number(suspect.ordersCount) }),
          second: format.money(suspect.spentNet),
        })}
      </Text>
    </BlockStack>
  );
}
