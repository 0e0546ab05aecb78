import { useState } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import { pointsText } from '../../shared/member-lines';
import { rewardLine, wishText, type RewardLine } from '../../shared/reward-lines';
import type { Member } from '../../shared/told';
import { useRedeem } from '../../shared/use-redeem';
import { valueOf } from '../../shared/value-of';
import type { Own } from './own-door';

/** What points can be spent on, and spending them. */
export function Rewards({ own, member, onChanged }: { own: Own; member: Member; onChanged: () => void }) {
  const { words } = own;
  const [said, setSaid] = useState<{ isGood: boolean; text: string } | null>(null);
  const lines = member.rewards.map((offer) => rewardLine(offer, member.pointsName, words));
  return (
    <s-section heading={words('rewards.title')}>
      <s-stack gap="base">
        {said ? <s-banner tone={said.isGood ? 'success' : 'warning'}>{said.text}</s-banner> : null}
        {lines.length === 0 ? <s-text color="subdued">{words('rewards.none')}</s-text> : null}
        {lines.map((line) => (
          <Reward
            key={line.id}
            own={own}
            line={line}
            pointsName={member.pointsName}
            onSaid={(isGood, text) => {
              setSaid({ isGood, text });
              if (isGood) onChanged();
            }}
          />
        ))}
      </s-stack>
    </s-section>
  );
}

interface RewardProps {
  own: Own;
  line: RewardLine;
  pointsName: string;
  onSaid: (isGood: boolean, text: string) => void;
}

function Reward({ own, line, pointsName, onSaid }: RewardProps) {
  const { words } = own;
  const { step, points, choose, ask, leave, confirm } = useRedeem(line, (order) => own.redeem(order), (answer) => {
    if (!answer.ok) return onSaid(false, faultText(answer.error.code, words));
    onSaid(answer.value.outcome === 'redeemed' && answer.value.redeemed.state !== 'refused', wishText(answer.value, words));
  });
  return (
    <s-box padding="base" border="base" borderRadius="base">
      <s-stack gap="small">
        <s-text type="strong">{line.title}</s-text>
        <s-text color="subdued">{[line.cost, ...line.terms].join(' · ')}</s-text>
        {line.whyNot ? <s-text color="subdued">{line.whyNot}</s-text> : null}
        {step !== 'idle' && line.choices.length > 1 ? (
          <s-select label={words('rewards.choose')} value={points ?? ''} onChange={(event) => choose(valueOf(event))}>
            {line.choices.map((choice) => (
              <s-option key={choice} value={choice}>
                {pointsText(words, choice, pointsName)}
              </s-option>
            ))}
          </s-select>
        ) : null}
        {line.whyNot === null && step === 'idle' ? (
          <s-button accessibilityLabel={words('rewards.redeemFor', { reward: line.title })} onClick={ask}>
            {words('rewards.redeem')}
          </s-button>
        ) : null}
        {step === 'idle' ? null : (
          <s-stack direction="inline" gap="small" alignItems="center">
            <s-text>{words('rewards.confirm', { points: points === undefined ? line.cost : pointsText(words, points, pointsName) })}</s-text>
            <s-button variant="primary" loading={step === 'working'} disabled={step === 'working'} onClick={confirm}>
              {words('rewards.confirmYes')}
            </s-button>
            <s-button disabled={step === 'working'} onClick={leave}>
              {words('rewards.confirmNo')}
            </s-button>
          </s-stack>
        )}
      </s-stack>
    </s-box>
  );
}
