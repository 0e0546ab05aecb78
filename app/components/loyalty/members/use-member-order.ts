import { useFetcher, useLocation } from '@remix-run/react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ADJUSTED_NOTE_MAX } from '~/domain/loyalty/members/model';
import { MAIL_TROUBLES, REWARD_REFUSALS } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { useOnChange } from '../../use-on-change';

interface MemberFault {
  code: string;
  /** Of a limit: what may be done in all, and what is left of it. */
  max?: string;
  left?: string;
}
/** What became of an order about a member; faults by the field they stand beside, `form` for those of none. */
export interface MemberAnswer {
  done: 'adjust' | 'undo' | 'tier' | 'unpin' | 'redeem' | 'redeemLater' | 'cancelReward' | 'retryReward' | 'handOver' | 'mailCode' | null;
  faults: Partial<Record<string, MemberFault>>;
}

/** Sends an order about a member, once however often it is pressed, and tells in words what is wrong with it. */
export function useMemberOrder(intent: NonNullable<MemberAnswer['done']>, onDone: () => void = () => undefined, to?: string) {
  const { pathname } = useLocation();
  const fetcher = useFetcher<MemberAnswer>();
  const words = useFaultWords();
  const key = useRef('');
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined;
  useOnChange(fetcher.data, (now) => {
    if (!now) return;
    if (now.done) onDone();
    // What was used for something else cannot be used again.
    if (now.done || now.faults['form']?.code === 'conflict') key.current = '';
  });
  return {
    busy: fetcher.state !== 'idle',
    send(fields: Record<string, string>) {
      key.current ||= crypto.randomUUID();
      setHidden([]);
      fetcher.submit({ intent, requestKey: key.current, ...fields }, { method: 'post', action: to ?? pathname });
    },
    /** What is wrong with a field, until it is typed in again. */
    faultOf(field: string): string | undefined {
      const fault = answer?.faults[field];
      return fault && !hidden.includes(field) ? words(fault) : undefined;
    },
    touched: (field: string) => setHidden((fields) => [...fields, field]),
  };
}

function useFaultWords(): (fault: MemberFault) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ code, max = '0', left = '0' }) => {
    const why = REWARD_REFUSALS.find((one) => one === code);
    if (why) return t(`member.refusals.${why}`);
    const trouble = MAIL_TROUBLES.find((one) => one === code);
    if (trouble) return t(`member.mail.refusals.${trouble}`);
    switch (code) {
      case 'not_whole':
      case 'zero':
      case 'missing':
      case 'past':
      case 'forbidden':
      case 'released':
      case 'used':
        return t(`member.faults.${code}`);
      case 'atOnce':
        return t('member.faults.atOnce', { max: format.number(BigInt(max)) });
      case 'aDay':
        return t('member.faults.aDay', { max: format.number(BigInt(max)), left: format.number(BigInt(left)) });
      case 'too_many':
        return t('member.faults.tooMany');
      case 'too_long':
        return t('member.faults.tooLong', { max: ADJUSTED_NOTE_MAX });
      case 'conflict':
        return t('errors.conflict');
      default:
        return t('errors.invalidInput');
    }
  };
}
