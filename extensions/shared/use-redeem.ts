import { useRef, useState } from 'preact/hooks';
import type { Answer } from './door';
import { requestKey } from './request-key';
import type { RewardLine } from './reward-lines';
import type { Wish } from './told';

export interface RedeemOrder {
  reward: string;
  points?: string;
  requestKey: string;
}

/** Asking for a reward, whether they are sure, and doing it. */
export function useRedeem(line: RewardLine, redeem: (order: RedeemOrder) => Promise<Answer<Wish>>, onAnswer: (answer: Answer<Wish>) => void) {
  const [step, setStep] = useState<'idle' | 'asking' | 'working'>('idle');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const points = chosen ?? line.choices[0];
  // The same until there is an answer: a second click, or a try after a lost one, spends nothing twice.
  const key = useRef<string | null>(null);
  const confirm = async () => {
    setStep('working');
    key.current ??= requestKey();
    const answer = await redeem({ reward: line.id, ...(points === undefined ? {} : { points }), requestKey: key.current });
    if (answer.ok) key.current = null;
    setStep('idle');
    onAnswer(answer);
  };
  return { step, points, choose: setChosen, ask: () => setStep('asking'), leave: () => setStep('idle'), confirm: () => void confirm() };
}
