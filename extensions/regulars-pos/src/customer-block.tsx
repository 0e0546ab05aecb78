import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/pos.customer-details.block.render';
import { render } from 'preact';
import { useCallback } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import { memberLines } from '../../shared/member-lines';
import { useLoaded } from '../../shared/use-loaded';
import { tillDoor, type Till } from './till-door';
import { useMarked } from './use-marked';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  render(<CustomerBlock till={tillDoor(shopify)} onOpen={() => shopify.action.presentModal()} />, document.body);
};

function CustomerBlock({ till, onOpen }: { till: Till; onOpen: () => void }) {
  const { words } = till;
  const { loaded, reload, refresh } = useLoaded(useCallback(() => till.read(), [till]));
  const opened = useMarked(till, refresh);
  const open = () => {
    opened();
    onOpen();
  };
  const lines = loaded.state === 'ready' ? memberLines(loaded.value.member, words) : null;
  return (
    <s-pos-block heading={words('pos.title')}>
      {loaded.state === 'loading' ? <s-text>{words('loading')}</s-text> : null}
      {loaded.state === 'failed' ? (
        <s-stack gap="small">
          <s-text>{loaded.code === 'not_found' ? words('member.none') : faultText(loaded.code, words)}</s-text>
          {loaded.code === 'not_found' ? null : <s-button onClick={reload}>{words('retry')}</s-button>}
        </s-stack>
      ) : null}
      {lines ? (
        <s-stack gap="small">
          <s-text type="strong">{[lines.points, lines.tier].filter(Boolean).join(' · ')}</s-text>
          {lines.notes.map((note) => (
            <s-text key={note} color="subdued">
              {note}
            </s-text>
          ))}
          <s-button onClick={open}>{words('pos.open')}</s-button>
        </s-stack>
      ) : null}
    </s-pos-block>
  );
}
