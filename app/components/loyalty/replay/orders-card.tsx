import { InlineGrid, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { EarningExplanation } from '~/domain/loyalty/earning/model';
import type { ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { EarningLines } from '../earning-lines';
import { More } from '../form/more';
import { SectionCard } from '../form/section-card';
import { usePointsText } from '../use-points-text';

export interface OrdersCardProps {
  result: ReplayResult;
  hasToday: boolean;
  /** What the store calls the orders, by id. */
  names: Record<string, string>;
}

/** The orders whose points differ most, each with how its points come about. */
export function OrdersCard({ result, hasToday, names }: OrdersCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  if (result.changed.length === 0) return null;
  return (
    <SectionCard title={t('loyaltyReplay.orders')} text={t(hasToday ? 'loyaltyReplay.ordersText' : 'loyaltyReplay.ordersTextFirst')}>
      <ul className="rg-plain-list rg-edit-list">
        {result.changed.map((order) => {
          const name = names[order.orderId] ?? order.orderId;
          const points = (text: string) => pointsText(BigInt(text));
          return (
            <li key={order.orderId}>
              <div className="rg-line">
                <span>
                  <Link url={`/app/orders/${order.orderId}`}>{name}</Link> · {format.date(new Date(order.placedAt))}
                </span>
                <Text as="span" fontWeight="semibold" numeric>
                  {hasToday
                    ? t('loyaltyReplay.insteadOf', { draft: points(order.draft.points), today: format.number(BigInt(order.today.points)) })
                    : points(order.draft.points)}
                </Text>
              </div>
              <More label={t('loyaltyReplay.why', { order: name })}>
                <InlineGrid columns={{ xs: 1, sm: hasToday ? 2 : 1 }} gap="300">
                  <Why title={t('loyaltyReplay.draft')} explanation={order.draft.explanation} />
                  {hasToday ? <Why title={t('loyaltyReplay.today')} explanation={order.today.explanation} /> : null}
                </InlineGrid>
              </More>
            </li>
          );
        })}
      </ul>
    </SectionCard>
  );
}

function Why({ title, explanation }: { title: string; explanation: EarningExplanation }) {
  return (
    <div>
      <Text as="p" tone="subdued">
        {title}
      </Text>
      <EarningLines explanation={explanation} />
    </div>
  );
}
