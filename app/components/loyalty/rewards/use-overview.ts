import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { Period } from '~/domain/loyalty/accounting/model';
import type { RewardOverview } from '~/domain/loyalty/rewards/model';

/** The overview of a period; `null`: it could not be read. */
export interface OverviewAnswer {
  period: Period;
  overview: RewardOverview | null;
}
interface OverviewRead {
  /** `null` until it is there. */
  overview: RewardOverview | null;
  failed: boolean;
  retry: () => void;
}

/**
 * Reads a period's overview once the page is there, and again when something was done about a redemption. Narrowing the list down does not:
 * the overview is of the whole period. `isEmpty`: there is nothing to be read.
 */
export function useOverview(period: Period, isEmpty: boolean): OverviewRead {
  const { load, data, state } = useFetcher<OverviewAnswer>();
  const address = `/app/loyalty/rewards/overview?${new URLSearchParams({ period })}`;
  useEffect(() => {
    if (!isEmpty) load(address);
  }, [address, isEmpty, load]);
  const answer = data?.period === period ? data : null;
  return { overview: answer?.overview ?? null, failed: state === 'idle' && answer?.overview === null, retry: () => load(address) };
}
