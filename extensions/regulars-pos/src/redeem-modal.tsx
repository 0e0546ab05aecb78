import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/pos.customer-details.action.render';
import { render } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import type { Answer } from '../../shared/door';
import { memberLines, pointsText } from '../../shared/member-lines';
import { codeOf, redeemedLine, rewardLine, rewardTitle, wishText, type RewardLine } from '../../shared/reward-lines';
import type { Member, Wish } from '../../shared/told';
import { useLoaded } from '../../shared/use-loaded';
import { useRedeem } from '../../shared/use-redeem';
import { intoCart, type Cart } from './into-cart';
import { tillDoor, type Till } from './till-door';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  render(<RedeemModal till={tillDoor(shopify)} cart={shopify.cart} />, document.body);
};

function RedeemModal({ till, cart }: { till: Till; cart: Cart }) {
  const { words } = till;
  const { loaded, reload, refresh } = useLoaded(useCallback(() => till.read(), [till]));
  const [said, setSaid] = useState<string | null>(null);
  const answered = async (answer: Answer<Wish>) => {
    if (!answer.ok) return setSaid(faultText(answer.error.code, words));
    const text = wishText(answer.value, words);
    const title = answer.value.outcome === 'redeemed' ? rewardTitle(answer.value.redeemed, words) : '';
    setSaid((answer.value.outcome === 'redeemed' ? await intoCart(cart, answer.value.redeemed, title, words) : null) ?? text);
    refresh();
  };
  return (
    <s-page heading={words('rewards.title')}>
      <s-scroll-box>
        <s-stack gap="base">
          {said ? <s-banner heading={said} /> : null}
          {loaded.state === 'loading' ? <s-text>{words('loading')}</s-text> : null}
          {loaded.state === 'failed' ? (
            <s-stack gap="small">
              <s-text>{faultText(loaded.code, words)}</s-text>
              <s-button onClick={reload}>{words('retry')}</s-button>
            </s-stack>
          ) : null}
          {loaded.state === 'ready' ? <Choices till={till} member={loaded.value.member} onAnswer={(answer) => void answered(answer)} onUse={(text) => setSaid(text)} cart={cart} /> : null}
        </s-stack>
      </s-scroll-box>
    </s-page>
  );
}

interface ChoicesProps {
  till: Till;
  member: Member;
  cart: Cart;
  onAnswer: (answer: Answer<Wish>) => void;
  onUse: (text: string) => void;
}

function Choices({ till, member, cart, onAnswer, onUse }: ChoicesProps) {
  const { words } = till;
  const lines = member.rewards.map((offer) => rewardLine(offer, member.pointsName, words));
  const ready = member.redeemed.filter((one) => codeOf(one) !== null);
  return (
    <s-stack gap="base">
      <s-text type="strong">{memberLines(member, words).points}</s-text>
      {lines.length === 0 ? <s-text color="subdued">{words('rewards.none')}</s-text> : null}
      {lines.map((line) => (
        <Reward key={line.id} till={till} line={line} pointsName={member.pointsName} onAnswer={onAnswer} />
      ))}
      {ready.length > 0 ? (
        <s-section heading={words('redeemed.title')}>
          {ready.map((one) => {
            const { id, title, detail } = redeemedLine(one, words);
            return (
              <s-stack key={id} gap="small">
                <s-text>{title}</s-text>
                <s-text color="subdued">{detail}</s-text>
                <s-button onClick={() => void intoCart(cart, one, title, words).then((text) => text && onUse(text))}>{words('pos.apply')}</s-button>
              </s-stack>
            );
          })}
        </s-section>
      ) : null}
    </s-stack>
  );
}

function Reward({ till, line, pointsName, onAnswer }: { till: Till; line: RewardLine; pointsName: string; onAnswer: (answer: Answer<Wish>) => void }) {
  const { words } = till;
  const { step, points, choose, ask, leave, confirm } = useRedeem(line, (order) => till.redeem(order), onAnswer);
  const say = (digits: string) => pointsText(words, digits, pointsName);
  return (
    <s-stack gap="small">
      <s-text type="strong">{line.title}</s-text>
      <s-text color="subdued">{[line.cost, ...line.terms, line.whyNot].filter(Boolean).join(' · ')}</s-text>
      {step !== 'idle' && line.choices.length > 1
        ? line.choices.map((choice) => (
            <s-button key={choice} variant={choice === points ? 'primary' : 'secondary'} onClick={() => choose(choice)}>
              {say(choice)}
            </s-button>
          ))
        : null}
      {line.whyNot === null && step === 'idle' ? <s-button onClick={ask}>{words('rewards.redeemFor', { reward: line.title })}</s-button> : null}
      {step === 'idle' ? null : (
        <s-stack gap="small">
          <s-text>{words('rewards.confirm', { points: points === undefined ? line.cost : say(points) })}</s-text>
          <s-button variant="primary" disabled={step === 'working'} onClick={confirm}>
            {words('rewards.confirmYes')}
          </s-button>
          <s-button disabled={step === 'working'} onClick={leave}>
            {words('rewards.confirmNo')}
          </s-button>
        </s-stack>
      )}
    </s-stack>
  );
}
