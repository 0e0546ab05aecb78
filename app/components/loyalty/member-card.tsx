import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Facts } from '~/components/facts';
import type { LotStory, MemberStory } from '~/domain/loyalty/ledger/model';
import { useFormat } from '~/i18n/setting';
import { Statement } from './statement';
import { usePointsText } from './use-points-text';

const ENTRIES_SHOWN = 10;

/** What a member has, until when, and how it came and went. */
export function MemberCard({ story }: { story: MemberStory }) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = story.lots.filter(({ remaining }) => remaining > 0n);
  const facts = [
    { label: t('loyaltyBooks.available'), value: format.number(story.available) },
    { label: t('loyaltyBooks.pending'), value: format.number(story.pending) },
    ...(story.owed > 0n ? [{ label: t('loyaltyBooks.owed'), value: format.number(story.owed), help: t('loyaltyBooks.owedHelp') }] : []),
    { label: t('loyaltyBooks.tier'), value: story.tier ?? t('loyaltyBooks.noTier') },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('loyaltyBooks.memberTitle')}
        </Text>
        <Facts facts={facts} />
        {open.length > 0 ? <Lots lots={open} /> : null}
        {story.entries.length > 0 ? (
          <Statement entries={story.entries.slice(0, ENTRIES_SHOWN)} />
        ) : (
          <Text as="p" tone="subdued">
            {t('loyaltyBooks.none')}
          </Text>
        )}
        <Link url={`/app/loyalty/members/${story.customerId}`}>{t('member.openPage')}</Link>
      </BlockStack>
    </Card>
  );
}

function Lots({ lots }: { lots: LotStory[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  const sentence = ({ state, remaining, maturesAt, expiresAt }: LotStory) => {
    const points = pointsText(remaining);
    if (state === 'pending') return t('loyaltyBooks.lotMatures', { points, date: maturesAt ? format.date(maturesAt) : '' });
    return expiresAt ? t('loyaltyBooks.lotEnds', { points, date: format.date(expiresAt) }) : t('loyaltyBooks.lotNever', { points });
  };
  return (
    <ul className="rg-preview-benefits" aria-label={t('loyaltyBooks.lots')}>
      {lots.map((lot) => (
        <li key={String(lot.id)}>{sentence(lot)}</li>
      ))}
    </ul>
  );
}
