import type { DraftForm } from '../use-draft-form';
import { ActivitiesCard } from './activities-card';
import { CapsCard } from './caps-card';
import { CostCard } from './cost-card';
import { ExpiryCard } from './expiry-card';
import { MultipliersCard } from './multipliers-card';
import { RateCard } from './rate-card';
import { RewardsCard } from './rewards-card';

/** The whole programme but its tiers, in the order in which one thinks of it. */
export function ProgrammeForm({ form: { programme, change }, margin }: { form: DraftForm; margin: bigint | null }) {
  const props = { programme, onChange: change };
  return (
    <>
      <RateCard {...props} />
      <RewardsCard {...props} margin={margin} />
      <ActivitiesCard {...props} />
      <MultipliersCard {...props} />
      <ExpiryCard {...props} />
      <CapsCard {...props} />
      <CostCard {...props} />
    </>
  );
}
