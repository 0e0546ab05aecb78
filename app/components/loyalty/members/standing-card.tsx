import { Badge, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { MemberStanding, TierName } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import { useBasisWords } from './use-basis-words';
import { useTierName } from './use-tier-name';

const GOOD_YEAR = 9000;

/** The tier, since and until when, and what is missing to reach the next one and to keep this one. */
export function StandingCard({ standing, tiers }: { standing: MemberStanding; tiers: TierName[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useTierName(tiers);
  const words = useBasisWords();
  const { tier, since, until, pinnedUntil, amount, basis, next, keep } = standing;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('loyaltyBooks.tier')}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" variant="headingLg">
            {nameOf(tier)}
          </Text>
          {pinnedUntil ? <Badge tone="info">{t('members.pinnedBadge')}</Badge> : null}
        </InlineStack>
        {since ? (
          <Text as="p">
            {until
              ? t('member.standing.sinceUntil', { since: format.date(since), until: format.date(new Date(until.getTime() - 1)) })
              : t('member.standing.since', { since: format.date(since) })}
          </Text>
        ) : null}
        {pinnedUntil ? (
          <Text as="p">
            {pinnedUntil.getUTCFullYear() > GOOD_YEAR
              ? t('member.standing.pinnedForGood')
              : t('member.standing.pinnedUntil', { date: format.date(new Date(pinnedUntil.getTime() - 1)) })}
          </Text>
        ) : null}
        <Text as="p">{t('member.standing.has', { amount: words(amount, basis) })}</Text>
        {next ? (
          <BlockStack gap="100">
            <Text as="p">
              {next.missing > 0n
                ? t('member.standing.next', { amount: words(next.missing, basis), tier: nameOf(next.tier) })
                : t('member.standing.nextReached', { tier: nameOf(next.tier) })}
            </Text>
            <div role="presentation" aria-hidden="true">
              <ProgressBar progress={shareOf(amount, next.entry)} size="small" />
            </div>
          </BlockStack>
        ) : null}
        {keep && !pinnedUntil ? (
          <Text as="p" tone={keep.missing > 0n ? undefined : 'subdued'}>
            {keep.missing > 0n
              ? t('member.standing.keep', { amount: words(keep.missing, basis), date: format.date(new Date(keep.until.getTime() - 1)) })
              : t('member.standing.kept', { date: format.date(new Date(keep.until.getTime() - 1)) })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

const shareOf = (amount: bigint, entry: bigint): number => (entry <= 0n || amount >= entry ? 100 : Number((amount * 100n) / entry));
