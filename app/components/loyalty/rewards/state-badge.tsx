import { Badge, type BadgeProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RewardStatus } from '~/domain/loyalty/rewards/model';

const TONES: Partial<Record<RewardStatus, NonNullable<BadgeProps['tone']>>> = {
  reserved: 'attention',
  committed: 'success',
  released: 'critical',
  used: 'info',
};

/** How a redemption stands. */
export function StateBadge({ status }: { status: RewardStatus }) {
  const { t } = useTranslation();
  return <Badge {...(TONES[status] && { tone: TONES[status] })}>{t(`member.redemptionStates.${status}`)}</Badge>;
}
