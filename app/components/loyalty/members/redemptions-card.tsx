import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RedemptionLine } from '~/domain/loyalty/members/model';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { useRewardName } from '../use-reward-name';

const STATES = ['reserved', 'committed', 'released', 'used', 'cancelled', 'expired'] as const;

/** What a member has spent points on, and what became of it. */
export function RedemptionsCard({ redemptions, rewards }: { redemptions: RedemptionLine[]; rewards: Programme['rewards'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRewardName();
  if (redemptions.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('member.redemptions')}
        </Text>
        <BlockStack as="ul" gap="200">
          {redemptions.map(({ id, reward, points, returned, status, createdAt }) => {
            const known = rewards.find((one) => one.id === reward);
            const state = STATES.find((one) => one === status);
            return (
              <li key={String(id)} className="rg-plain-item">
                <InlineStack align="space-between" gap="200" wrap={false}>
                  <BlockStack>
                    <Text as="span">{known ? nameOf(known) : reward}</Text>
                    <Text as="span" tone="subdued" variant="bodySm">
                      {[
                        format.date(createdAt),
                        ...(state ? [t(`member.redemptionStates.${state}`)] : []),
                        ...(returned > 0n ? [t('member.returned', { n: format.number(returned) })] : []),
                      ].join(' · ')}
                    </Text>
                  </BlockStack>
                  <Text as="span" numeric>
                    {format.number(points)}
                  </Text>
                </InlineStack>
              </li>
            );
          })}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
