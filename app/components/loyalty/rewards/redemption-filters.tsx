import { Box, Form, FormLayout, InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import { REWARD_STATUSES } from '~/domain/loyalty/rewards/model';
import type { ListParams } from '../../list/use-list-params';
import { useRewardName } from '../use-reward-name';
import { useWhoField } from '../use-who-field';

/** Whose redemptions, of which reward and in which state; or only those with which something is wrong. */
export function RedemptionFilters({ params, rewards, loading }: { params: ListParams; rewards: readonly Reward[]; loading: boolean }) {
  const { t } = useTranslation();
  const nameOf = useRewardName();
  const who = useWhoField(params, loading);
  const states = REWARD_STATUSES.map((value) => ({ value, label: t(`member.redemptionStates.${value}`) }));
  const isTrouble = params.get('trouble') === 'yes';
  const chooseState = (state: string) => params.set(state === 'trouble' ? { trouble: 'yes', state: null } : { trouble: null, state });
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <Form onSubmit={who.submit}>
        <FormLayout>
          <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
            {who.field}
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
