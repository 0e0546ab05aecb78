import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.page.render';
import { render } from 'preact';
import { useCallback } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import { memberLines } from '../../shared/member-lines';
import { redeemedLine } from '../../shared/reward-lines';
import type { Member } from '../../shared/told';
import { useLoaded } from '../../shared/use-loaded';
import type { Words } from '../../shared/words';
import { History } from './history';
import { ownDoor, type Own } from './own-door';
import { Rewards } from './rewards';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  render(<AccountPage own={ownDoor(shopify)} />, document.body);
};

function AccountPage({ own }: { own: Own }) {
  const { words } = own;
  const { loaded, reload, refresh } = useLoaded(useCallback(() => own.read(), [own]));
  return (
    <s-page heading={words('account.title')}>
      {loaded.state === 'loading' ? <s-spinner accessibilityLabel={words('loading')} /> : null}
      {loaded.state === 'failed' ? (
        <s-banner tone={loaded.code === 'not_found' ? 'info' : 'warning'}>
          <s-paragraph>{loaded.code === 'not_found' ? words('member.none') : faultText(loaded.code, words)}</s-paragraph>
          {loaded.code === 'not_found' ? null : <s-button onClick={reload}>{words('retry')}</s-button>}
        </s-banner>
      ) : null}
      {loaded.state === 'ready' ? (
        <s-stack gap="large">
          <Standing member={loaded.value.member} words={words} />
          <Rewards own={own} member={loaded.value.member} onChanged={refresh} />
          <RedeemedList member={loaded.value.member} words={words} />
          <History key={loaded.value.member.points} own={own} />
        </s-stack>
      ) : null}
    </s-page>
  );
}

function Standing({ member, words }: { member: Member; words: Words }) {
  const { points, tier, done, notes } = memberLines(member, words);
  return (
    <s-section heading={words('account.welcome')}>
      <s-stack gap="base">
        <s-stack direction="inline" gap="small" alignItems="center">
          <s-heading>{points}</s-heading>
          {tier ? <s-badge>{tier}</s-badge> : null}
        </s-stack>
        {done === null ? null : <s-progress value={done} max={100} accessibilityLabel={words('member.progress')} />}
        {notes.map((note) => (
          <s-text key={note}>{note}</s-text>
        ))}
      </s-stack>
    </s-section>
  );
}

function RedeemedList({ member, words }: { member: Member; words: Words }) {
  const lines = member.redeemed.map((one) => redeemedLine(one, words));
  return (
    <s-section heading={words('redeemed.title')}>
      {lines.length === 0 ? <s-text color="subdued">{words('redeemed.none')}</s-text> : null}
      <s-stack gap="base">
        {lines.map((line) => (
          <s-stack key={line.id} gap="small-200">
            <s-stack direction="inline" gap="small">
              <s-text type="strong">{line.title}</s-text>
              <s-badge>{line.state}</s-badge>
            </s-stack>
            {line.code ? <s-text>{words(line.isCard ? 'rewards.card' : 'rewards.code', { code: line.code })}</s-text> : null}
            <s-text color="subdued">{line.detail}</s-text>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}
