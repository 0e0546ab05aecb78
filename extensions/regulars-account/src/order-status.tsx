import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import { render } from 'preact';
import { useCallback } from 'preact/hooks';
import { orderLine } from '../../shared/order-lines';
import { useLoaded } from '../../shared/use-loaded';
import { ownDoor, type Own } from './own-door';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  const order = shopify.order?.value?.id;
  if (order) render(<OrderStatus own={ownDoor(shopify)} order={order} />, document.body);
};

/** One line about an order. Where there is nothing to say, to whom is not signed in, and when something goes wrong, it takes no room. */
function OrderStatus({ own, order }: { own: Own; order: string }) {
  const { loaded } = useLoaded(useCallback(() => own.order(order), [own, order]));
  const line = loaded.state === 'ready' ? orderLine(loaded.value, own.words) : null;
  return line === null ? null : <s-banner tone="info">{line}</s-banner>;
}
