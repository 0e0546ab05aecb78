import { Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { PersonName, usePersonName } from '../person-name';

export interface PeopleFoundProps {
  people: CustomerRow[];
  busy: boolean;
  onChoose: (person: CustomerRow) => void;
}

/** Whom a search has found, each to be compared. */
export function PeopleFound({ people, busy, onChoose }: PeopleFoundProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = usePersonName();
  if (people.length === 0)
    return (
      <div role="status">
        <Text as="p" tone="subdued">
          {t('duplicates.chooseNobody')}
        </Text>
      </div>
    );
  return (
    <ul className="rg-plain-list rg-roomy" aria-label={t('duplicates.chooseSearch')}>
      {people.map((person) => (
        <li key={person.id.toString()} className="rg-line">
          <div>
            <PersonName contact={person.contact} id={person.id} second={person.contact.email ?? person.contact.phone} />
            <Text as="p" tone="subdued" variant="bodySm">
              {t('duplicates.orders', { count: person.ordersCount, n: format.number(person.ordersCount) })}
            </Text>
          </div>
          <Button disabled={busy} onClick={() => onChoose(person)} accessibilityLabel={`${t('duplicates.compare')}: ${name(person.contact, person.id)}`}>
            {t('duplicates.compare')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
