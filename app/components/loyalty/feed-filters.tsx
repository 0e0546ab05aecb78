import { Box, Form, FormLayout, InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { REASONS } from '~/domain/loyalty/ledger/model';
import { TIER_MOVES } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import type { ListParams } from '../list/use-list-params';
import { useWhoField } from './use-who-field';

const DAYS = [1, 7, 30, 90, 365];

/** Whose movements, why and since when. */
export function FeedFilters({ params, loading }: { params: ListParams; loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWhoField(params, loading);
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <Form onSubmit={who.submit}>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
            {who.field}
            <Select
              label={t('loyaltyFeed.reason')}
              value={params.get('reason')}
              onChange={(reason) => params.set({ reason })}
              options={[
                { value: '', label: t('loyaltyFeed.anyReason') },
                { title: t('loyaltyFeed.ofTiers'), options: TIER_MOVES.map((value) => ({ value, label: t(`loyaltyFeed.tierMoves.${value}`) })) },
                { title: t('loyaltyFeed.ofPoints'), options: REASONS.map((value) => ({ value, label: t(`loyaltyBooks.reasons.${value}`) })) },
              ]}
            />
            <Select
              label={t('loyaltyFeed.within')}
              value={params.get('within')}
              onChange={(within) => params.set({ within })}
              options={[
                { value: '', label: t('loyaltyFeed.anyTime') },
                ...DAYS.map((days) => ({ value: `${days}d`, label: t('loyaltyFeed.days', { count: days, n: format.number(days) }) })),
              ]}
            />
          </InlineGrid>
        </FormLayout>
      </Form>
    </Box>
  );
}
