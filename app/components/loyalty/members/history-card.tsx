import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TierChangeLine, TierName } from '~/domain/loyalty/members/model';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { useBasisWords } from './use-basis-words';
import { useTierChangeWords } from './use-tier-change-words';

interface HistoryCardProps {
  history: TierChangeLine[];
  tiers: TierName[];
  basis: TierRules['basis'];
  me: string;
}

/** Every change of the tier: why, by what numbers, and by whom where it was somebody. */
export function HistoryCard({ history, tiers, basis, me }: HistoryCardProps) {
  const { t } = useTranslation();
  if (history.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('member.history')}
        </Text>
        <BlockStack as="ul" gap="300">
          {history.map((change) => (
            <li key={String(change.id)} className="rg-plain-item">
              <Change change={change} tiers={tiers} basis={basis} me={me} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Change({ change, tiers, basis, me }: Omit<HistoryCardProps, 'history'> & { change: TierChangeLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const basisWords = useBasisWords();
  const { what, why } = useTierChangeWords(tiers, me);
  const { note, amount, occurredAt, programmeVersion } = change;
  const facts = [
    format.date(occurredAt),
    ...why(change),
    ...(amount === null ? [] : [t('member.changes.had', { amount: basisWords(amount, basis) })]),
    ...(programmeVersion === null ? [] : [t('member.version', { n: programmeVersion })]),
  ];
  return (
    <BlockStack gap="050">
      <Text as="span">{what(change)}</Text>
      {note ? (
        <Text as="span">
          <bdi>{t('member.quoted', { text: note })}</bdi>
        </Text>
      ) : null}
      <Text as="span" tone="subdued" variant="bodySm">
        {facts.join(' · ')}
      </Text>
    </BlockStack>
  );
}
