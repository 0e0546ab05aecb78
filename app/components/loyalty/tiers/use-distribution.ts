import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { TierRules } from '~/domain/loyalty/programme/model';
import type { Distribution } from '~/domain/loyalty/tiers/model';

/** Somebody who types "24" is not interested in what two months hold. */
const WAIT_MS = 300;

/** The distribution for the basis and window in the form: as the page was read, or read anew when they have been changed. */
export function useDistribution(
  { basis, window }: Pick<TierRules, 'basis' | 'window'>,
  loaded: Distribution,
): { distribution: Distribution; loading: boolean } {
  const { load, data, state } = useFetcher<Distribution>();
  const measured = basis === 'orders' ? 'orders' : 'spend';
  const months = window.kind === 'rolling' ? window.months : null;
  const fits = (one: Distribution | undefined) => one?.basis === measured && keyOf(one.window) === keyOf(window);
  const found = fits(data) ? data : fits(loaded) ? loaded : undefined;
  const isMissing = found === undefined && !Number.isNaN(months);
  useEffect(() => {
    if (!isMissing) return undefined;
    const search = new URLSearchParams({ basis: measured, window: window.kind, ...(months !== null && { months: String(months) }) });
    const timer = setTimeout(() => load(`/app/loyalty/distribution?${search}`), WAIT_MS);
    return () => clearTimeout(timer);
  }, [isMissing, measured, window.kind, months, load]);
  return { distribution: found ?? data ?? loaded, loading: isMissing || state !== 'idle' };
}

const keyOf = (window: TierRules['window']) => (window.kind === 'rolling' ? `rolling ${window.months}` : window.kind);
