import { Banner, Text } from '@shopify/polaris';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '~/domain/loyalty/accounting/model';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { OverviewOutline } from '~/domain/loyalty/rewards/model';
import { SectionCard } from '../form/section-card';
import { OverviewTable } from './overview-table';
import { useOverview } from './use-overview';

interface OverviewCardProps {
  period: Period;
  outline: OverviewOutline;
  rewards: readonly Reward[];
  onReward: (reward: string) => void;
}

/** What became of the rewards of a period: it comes after the page, and until then its place is kept. Pressing a reward narrows the list down to it. */
export function OverviewCard({ period, outline, rewards, onReward }: OverviewCardProps) {
  const { t } = useTranslation();
  const isEmpty = outline.rewards.length === 0;
  const { overview, failed, retry } = useOverview(period, isEmpty);
  const place = useRef<HTMLDivElement>(null);
  const title = t('rewards.overview.title');
  if (isEmpty) {
    return (
      <SectionCard title={title}>
        <Text as="p" tone="subdued">
          {t('rewards.overview.none')}
        </Text>
      </SectionCard>
    );
  }
  const askAgain = () => {
    // The button goes away with the banner: without this the keyboard's place on the page would, too.
    place.current?.focus();
    retry();
  };
  const isComing = overview === null && !failed;
  return (
    <SectionCard title={title} text={t('rewards.overview.text')}>
      <div ref={place} tabIndex={-1}>
        {failed ? (
          <Banner tone="critical" title={t('rewards.overview.failedTitle')} action={{ content: t('common.retry'), onAction: askAgain }}>
            <p>{t('rewards.overview.failed')}</p>
          </Banner>
        ) : (
          <OverviewTable overview={overview} outline={outline} rewards={rewards} onReward={onReward} />
        )}
        <div role="status">
          <Text as="span" visuallyHidden>
            {isComing ? t('rewards.overview.coming') : overview ? t('rewards.overview.here') : null}
          </Text>
        </div>
      </div>
    </SectionCard>
  );
}
