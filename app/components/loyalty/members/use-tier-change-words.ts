import { useTranslation } from 'react-i18next';
import type { TierChangeLine, TierName } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import { useTierName } from './use-tier-name';
import { useWho } from './use-who';

type Change = Pick<TierChangeLine, 'from' | 'to' | 'reason' | 'by' | 'pinnedUntil' | 'released'>;

/** A change of tier in words: what has become what; and why, by whom, for how long. `me`: the reader's number. */
export function useTierChangeWords(tiers: readonly TierName[], me: string) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useTierName(tiers);
  const who = useWho(me);
  return {
    what: ({ from, to, released }: Change): string => {
      if (released) return t('member.changes.released', { tier: nameOf(to) });
      return from === to ? t('member.changes.held', { tier: nameOf(to) }) : t('member.changes.moved', { from: nameOf(from), to: nameOf(to) });
    },
    why: ({ reason, by, pinnedUntil }: Change): string[] => {
      const forGood = pinnedUntil && pinnedUntil.getUTCFullYear() > 9000;
      const pin = pinnedUntil && !forGood ? [t('member.standing.pinnedUntil', { date: format.date(new Date(pinnedUntil.getTime() - 1)) })] : [];
      return [t(`member.tierReasons.${reason}`), ...(by === null ? [] : [who(by)]), ...(forGood ? [t('member.standing.pinnedForGood')] : pin)];
    },
  };
}
