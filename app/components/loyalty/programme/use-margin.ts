import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToast } from '~/components/use-toast';
import { grossMargin } from '~/domain/shops/model';

/** Until somebody says what theirs is. */
const MARGIN_USUAL = 50n;
/** Whether what was typed is kept now. */
export interface MarginAnswer {
  saved: boolean;
}
export interface MarginForm {
  text: string;
  /** Whole percent, for reckoning with: what is typed, or while that is none what was kept last. */
  margin: bigint;
  faulty: boolean;
  type: (text: string) => void;
  /** Keeps what stands there for the shop, once it is something to keep. */
  keep: () => void;
}

/** The shop's gross margin as it is edited beside the rewards. It is no part of the programme, and is kept as soon as its field is left. */
export function useMargin(kept: bigint | null): MarginForm {
  const { t } = useTranslation();
  const fetcher = useFetcher<MarginAnswer>();
  const usual = kept ?? MARGIN_USUAL;
  const [text, setText] = useState(String(usual));
  const typed = grossMargin.safeParse(text);
  useToast(fetcher.data?.saved ? fetcher.data : null, t('rewardPreview.marginSaved'));
  return {
    text,
    margin: typed.data ?? usual,
    faulty: !typed.success,
    type: setText,
    keep: () => {
      if (typed.success && typed.data !== kept && text !== String(usual)) fetcher.submit({ margin: text }, { method: 'post', action: '/app/loyalty/margin' });
    },
  };
}
