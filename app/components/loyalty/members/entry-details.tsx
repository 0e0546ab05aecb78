import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { EntryLine, LotStory } from '~/domain/loyalty/ledger/model';
import type { StatementPage, TierName } from '~/domain/loyalty/members/model';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { EarningLines } from '../earning-lines';
import { signOf } from '../statement';
import { useRewardName } from '../use-reward-name';
import { usePointsText } from '../use-points-text';
import { isEarning, rewardOf, tierOf } from './entry-facts';
import { useTierName } from './use-tier-name';

interface EntryDetailsProps {
  entry: EntryLine;
  page: StatementPage;
  tiers: TierName[];
  rewards: Programme['rewards'];
}

/** Why an entry is as it is: the rule, the lots it took from or opened, and where those points went. */
export function EntryDetails({ entry, page, tiers, rewards }: EntryDetailsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rewardName = useRewardName();
  const tierName = useTierName(tiers);
  const { explanation, programmeVersion, occurredAt, recordedAt, id } = entry;
  const reward = rewardOf(explanation);
  const known = rewards.find((one) => one.id === reward);
  const tier = entry.reason === 'tier_entry' || entry.reason === 'tier_undone' ? tierOf(explanation) : null;
  return (
    <details className="rg-details">
      <summary>{t('member.why')}</summary>
      <BlockStack gap="200">
        {isEarning(explanation) ? <EarningLines explanation={explanation} /> : null}
        {reward ? <Text as="p">{t('member.details.reward', { reward: known ? rewardName(known) : reward })}</Text> : null}
        {tier ? <Text as="p">{t('member.details.tier', { tier: tierName(tier) })}</Text> : null}
        {entry.lots.map((lot, n) => {
          const story = page.lots.find((one) => one.id === lot);
          return story ? <LotLines key={String(lot)} entry={entry} story={story} points={entry.lotPoints[n] ?? 0n} /> : null;
        })}
        <Text as="p" tone="subdued" variant="bodySm">
          {[
            t('member.details.entry', { id: String(id) }),
            ...(programmeVersion === null ? [] : [t('member.version', { n: programmeVersion })]),
            t('member.details.occurred', { at: format.date(occurredAt, 'dateTime') }),
            t('member.details.recorded', { at: format.date(recordedAt, 'dateTime') }),
          ].join(' · ')}
        </Text>
      </BlockStack>
    </details>
  );
}

/** Of a lot that the entry opened: what is left and where the rest went. Of another: whose points they were. */
function LotLines({ entry, story, points }: { entry: EntryLine; story: LotStory; points: bigint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  const opening = story.moves[0];
  if (story.id !== entry.id)
    return (
      <Text as="p">
        {t('member.details.touched', {
          n: format.number(points),
          date: opening ? format.date(opening.occurredAt) : '',
          reason: opening ? t(`loyaltyBooks.reasons.${opening.reason}`) : '',
        })}
      </Text>
    );
  const end = story.expiresAt ? t('member.lots.ends', { date: format.date(new Date(story.expiresAt.getTime() - 1)) }) : t('member.lots.never');
  return (
    <>
      <Text as="p">{t('member.details.left', { left: format.number(story.remaining), points: pointsText(story.points), end })}</Text>
      {story.moves.length > 1 ? (
        <ul className="rg-preview-benefits" aria-label={t('member.details.went')}>
          {story.moves.slice(1).map((move) => (
            <li key={String(move.id)}>
              {t('member.details.move', {
                date: format.date(move.occurredAt),
                reason: t(`loyaltyBooks.reasons.${move.reason}`),
                n: `${signOf(move)}${format.number(move.points)}`,
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
