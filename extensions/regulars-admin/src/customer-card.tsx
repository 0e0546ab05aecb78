import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.customer-details.block.render';
import { render } from 'preact';
import { useCallback } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import { memberLines } from '../../shared/member-lines';
import type { StaffView } from '../../shared/told';
import { useLoaded } from '../../shared/use-loaded';
import { staffDoor, type Staff } from './staff-door';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  render(<CustomerCard staff={staffDoor(shopify)} onAdjust={() => shopify.navigation.navigate('extension://regulars-adjust-points')} />, document.body);
};

function CustomerCard({ staff, onAdjust }: { staff: Staff; onAdjust: () => void }) {
  const { words } = staff;
  const { loaded, reload } = useLoaded(useCallback(() => staff.read(), [staff]));
  return (
    <s-admin-block heading={words('admin.title')}>
      {loaded.state === 'loading' ? <s-spinner accessibilityLabel={words('loading')} /> : null}
      {loaded.state === 'failed' && loaded.code === 'not_found' ? (
        <s-stack gap="small-200">
          <s-text>{words('member.none')}</s-text>
          <s-text color="subdued">{words('member.noneHint')}</s-text>
        </s-stack>
      ) : null}
      {loaded.state === 'failed' && loaded.code !== 'not_found' ? (
        <s-banner tone="warning">
          <s-paragraph>{faultText(loaded.code, words)}</s-paragraph>
          <s-button onClick={reload}>{words('retry')}</s-button>
        </s-banner>
      ) : null}
      {loaded.state === 'ready' ? <Standing view={loaded.value} staff={staff} onAdjust={onAdjust} /> : null}
    </s-admin-block>
  );
}

function Standing({ view, staff: { words }, onAdjust }: { view: StaffView; staff: Staff; onAdjust: () => void }) {
  const { points, tier, notes } = memberLines(view.member, words);
  return (
    <s-stack gap="base">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{points}</s-heading>
        {tier ? <s-badge tone="info">{tier}</s-badge> : null}
      </s-stack>
      {notes.length > 0 ? (
        <s-unordered-list>
          {notes.map((note) => (
            <s-list-item key={note}>{note}</s-list-item>
          ))}
        </s-unordered-list>
      ) : null}
      <s-button onClick={onAdjust}>{words('admin.adjust')}</s-button>
    </s-stack>
  );
}
