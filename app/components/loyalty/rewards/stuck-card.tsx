import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { RedemptionRow } from '~/domain/loyalty/rewards/model';
import type { Count } from '~/domain/shared/keyset';
import { useFormat } from '~/i18n/setting';
import { useCountText } from '../../list/list-page';
import { usePersonName } from '../../person-name';
import { SectionCard } from '../form/section-card';
import { usePointsText } from '../use-points-text';
import { RedemptionActions } from './redemption-actions';
import { RedemptionTrouble } from './redemption-trouble';
import { StateBadge } from './state-badge';
import { useRedeemedName } from './use-redeemed-name';

/** Rewards with which something is wrong: what happened, what comes next, and what can be done about it. */
export function StuckCard({ rows, count, rewards }: { rows: RedemptionRow[]; count: Count; rewards: readonly Reward[] }) {
  const { t } = useTranslation();
  const countText = useCountText();
  if (rows.length === 0) return null;
  const title = t('rewards.stuck.title', { count: count.value, n: countText(count) });
  return (
    <SectionCard title={title} text={t('rewards.stuck.text')}>
      <BlockStack as="ul" gap="400">
        {rows.map((row) => (
          <li key={String(row.id)} className="rg-plain-item">
            <Stuck row={row} rewards={rewards} />
          </li>
        ))}
      </BlockStack>
      {count.value > rows.length ? <Link url="/app/loyalty/rewards?trouble=yes">{t('rewards.stuck.all')}</Link> : null}
    </SectionCard>
  );
}

function Stuck({ row, rewards }: { row: RedemptionRow; rewards: readonly Reward[] }) {
  const format = useFormat();
  const pointsText = usePointsText();
  const name = usePersonName()(row.contact, row.customerId);
  const reward = useRedeemedName(rewards)(row);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/loyalty/members/${row.customerId}`} removeUnderline>
          <bdi>{name}</bdi>
        </Link>
        <StateBadge status={row.status} />
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        <span className="rg-free-text">{[reward, pointsText(row.points), format.date(row.createdAt, 'dateTime')].join(' · ')}</span>
      </Text>
      <RedemptionTrouble redemption={row} />
      <RedemptionActions redemption={row} />
    </BlockStack>
  );
}
