import { Box, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import type { ReplayResult } from '~/domain/loyalty/replay/model';
import { useFormat } from '~/i18n/setting';
import { AffordableCard } from './affordable-card';
import { FiguresCard } from './figures-card';
import { MonthsCard } from './months-card';
import { OrdersCard } from './orders-card';
import { ReplayTiersCard } from './tiers-card';

export interface ReplayResultCardsProps {
  result: ReplayResult;
  /** There was a programme in force to compare with. */
  hasToday: boolean;
  /** Where names of tiers and rewards are looked up. */
  programmes: Programme[];
  names: Record<string, string>;
}

/** What a replay has found, the most telling first. */
export function ReplayResultCards({ result, hasToday, programmes, names }: ReplayResultCardsProps) {
  return (
    <>
      <FiguresCard result={result} hasToday={hasToday} />
      <MonthsCard result={result} hasToday={hasToday} />
      <ReplayTiersCard result={result} hasToday={hasToday} programmes={programmes} />
      <AffordableCard result={result} hasToday={hasToday} programmes={programmes} />
      <OrdersCard result={result} hasToday={hasToday} names={names} />
      <LeftOut ids={result.leftOut} tierBirthdays={result.tierBirthdays} programmes={programmes} />
    </>
  );
}

/** What no history tells, and so no number here holds. */
function LeftOut({ ids, tierBirthdays, programmes }: { ids: string[]; tierBirthdays: boolean; programmes: Programme[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (id: string) => {
    const way = programmes.flatMap(({ activities }) => activities).find((one) => one.id === id);
    return way ? way.name[format.locale] || t(`loyaltyForm.activityKinds.${way.kind}`) : id;
  };
  const ways = [...ids.map(nameOf), ...(tierBirthdays ? [t('loyaltyReplay.tierBirthdays')] : [])];
  if (ways.length === 0) return null;
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <Text as="p" tone="subdued">
        {t('loyaltyReplay.leftOut', { ways: format.list(ways) })}
      </Text>
    </Box>
  );
}
