import { Box, Button, Form, FormLayout, InlineGrid, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REASONS } from '~/domain/loyalty/ledger/model';
import { TIER_MOVES } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import type { ListParams } from '../list/use-list-params';

const DAYS = [1, 7, 30, 90, 365];

/** Whose movements, why and since when. */
export function FeedFilters({ params, loading }: { params: ListParams; loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [query, setQuery] = useState(params.get('query'));
  const clear = () => {
    setQuery('');
    params.set({ query: null });
  };
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <Form onSubmit={() => params.set({ query })}>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
            <TextField
              label={t('loyaltyFeed.who')}
              placeholder={t('loyaltyFeed.whoHelp')}
              type="search"
              value={query}
              onChange={setQuery}
              maxLength={200}
              autoComplete="off"
              clearButton
              onClearButtonClick={clear}
              connectedRight={
                <Button submit loading={loading}>
                  {t('loyaltyFeed.show')}
                </Button>
              }
            />
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
