import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TierChangeLine, TierName } from '~/domain/loyalty/members/model';
import type { TierRules } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { useBasisWords } from './use-basis-words';
import { useTierName } from './use-tier-name';
import { useWho } from './use-who';

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
  const nameOf = useTierName(tiers);
  const words = useBasisWords();
  const who = useWho(me);
  const { from, to, released, pinnedUntil, reason, note, by, amount, occurredAt, programmeVersion } = change;
  const what = released
    ? t('member.changes.released', { tier: nameOf(to) })
    : from === to
      ? t('member.changes.held', { tier: nameOf(to) })
      : t('member.changes.moved', { from: nameOf(from), to: nameOf(to) });
  const pin = pinnedUntil
    ? [
        pinnedUntil.getUTCFullYear() > 9000
          ? t('member.standing.pinnedForGood')
          : t('member.standing.pinnedUntil', { date: format.date(new Date(pinnedUntil.getTime() - 1)) }),
      ]
    : [];
  const facts = [
    format.date(occurredAt),
    t(`member.tierReasons.${reason}`),
    ...(by === null ? [] : [who(by)]),
    ...pin,
    ...(amount === null ? [] : [t('member.changes.had', { amount: words(amount, basis) })]),
    ...(programmeVersion === null ? [] : [t('member.version', { n: programmeVersion })]),
  ];
  return (
    <BlockStack gap="050">
      <Text as="span">{what}</Text>
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
