import { Box, Button, Form, FormLayout, InlineGrid, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import { REWARD_STATUSES } from '~/domain/loyalty/rewards/model';
import type { ListParams } from '../../list/use-list-params';
import { useRewardName } from '../use-reward-name';

/** Whose redemptions, of which reward and in which state; or only those with which something is wrong. */
export function RedemptionFilters({ params, rewards, loading }: { params: ListParams; rewards: readonly Reward[]; loading: boolean }) {
  const { t } = useTranslation();
  const nameOf = useRewardName();
  const [query, setQuery] = useState(params.get('query'));
  const clear = () => {
    setQuery('');
    params.set({ query: null });
  };
  const states = REWARD_STATUSES.map((value) => ({ value, label: t(`member.redemptionStates.${value}`) }));
  const isTrouble = params.get('trouble') === 'yes';
  const chooseState = (state: string) => params.set(state === 'trouble' ? { trouble: 'yes', state: null } : { trouble: null, state });
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
              label={t('rewards.columns.reward')}
              value={params.get('reward')}
              onChange={(reward) => params.set({ reward })}
              options={[{ value: '', label: t('rewards.anyReward') }, ...rewards.map((reward) => ({ value: reward.id, label: nameOf(reward) }))]}
            />
            <Select
              label={t('rewards.columns.state')}
              value={isTrouble ? 'trouble' : params.get('state')}
              onChange={chooseState}
              options={[{ value: '', label: t('rewards.anyState') }, { value: 'trouble', label: t('rewards.trouble') }, ...states]}
            />
          </InlineGrid>
        </FormLayout>
      </Form>
    </Box>
  );
}
