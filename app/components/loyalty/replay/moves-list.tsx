import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Collapsible, Link, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerBrief } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { usePersonName } from '../../person-name';

/** Members who would move, with who they are: read, and noted in the access log, when somebody wants to see them. */
export interface Moved {
  customerId: string;
  from: string | null;
  to: string | null;
  contact: CustomerBrief;
}

export interface MovesListProps {
  direction: 'up' | 'down';
  count: number;
  tierWords: (tier: string | null) => string;
}

/** Who would move to a higher or a lower tier. */
export function MovesList({ direction, count, tierWords }: MovesListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { load, data, state } = useFetcher<{ members: Moved[] }>();
  const personName = usePersonName();
  const title = t(`loyaltyReplay.moves.${direction}`, { count, n: format.number(count) });
  if (count === 0) return <Text as="p">{title}</Text>;
  const toggle = () => {
    setOpen(!open);
    if (!data && state === 'idle') load(`/app/loyalty/replay/moves?direction=${direction}`);
  };
  return (
    <BlockStack gap="200">
      <div>
        <Button variant="plain" onClick={toggle} loading={open && !data} ariaExpanded={open} ariaControls={id} disclosure={open ? 'up' : 'down'}>
          {title}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <ul className="rg-plain-list">
          {(data?.members ?? []).map((member) => (
            <li key={member.customerId} className="rg-line">
              <Link url={`/app/customers/${member.customerId}`} removeUnderline>
                <bdi className="rg-person-text">{personName(member.contact, member.customerId)}</bdi>
              </Link>
              <Text as="span">{t('loyaltyReplay.move', { from: tierWords(member.from), to: tierWords(member.to) })}</Text>
            </li>
          ))}
        </ul>
        {data && data.members.length < count ? (
          <Text as="p" tone="subdued">
            {t('loyaltyReplay.movesShown', { n: format.number(data.members.length) })}
          </Text>
        ) : null}
      </Collapsible>
    </BlockStack>
  );
}
