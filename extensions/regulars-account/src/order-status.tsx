import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { orderLine } from '../../shared/order-lines';
import { useChanges } from '../../shared/use-changes';
import { useLoaded } from '../../shared/use-loaded';
import { ownDoor, type Own } from './own-door';

/** An order is settled some seconds after it was placed, and this page is opened at once: milliseconds until it is read again, time after time. */
const AGAIN_MS = [2_000, 4_000, 8_000, 16_000, 32_000];
/** What has not brought anything by then brings nothing. */
const NEW_MS = 10 * 60_000;

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  const order = shopify.order?.value?.id;
  if (order) render(<OrderStatus shopify={shopify} own={ownDoor(shopify)} order={order} />, document.body);
};

/** One line about an order. Where there is nothing to say, to whom is not signed in, and when something goes wrong, it takes no room. */
function OrderStatus({ shopify, own, order }: { shopify: Api; own: Own; order: string }) {
  const { loaded, refresh } = useLoaded(useCallback(() => own.order(order), [own, order]));
  // Edited, refunded or cancelled while it is looked at.
  useChanges(
    useMemo(() => [shopify.order, shopify.lines, shopify.cost.totalAmount], [shopify]),
    refresh,
  );
  const tries = useRef(0);
  useEffect(() => {
    const placed = shopify.order.value?.processedAt;
    const wait = AGAIN_MS[tries.current];
    if (loaded.state !== 'ready' || loaded.value.state !== 'none' || wait === undefined || (placed && Date.now() - Date.parse(placed) > NEW_MS)) return undefined;
    tries.current += 1;
    const timer = setTimeout(refresh, wait);
    return () => clearTimeout(timer);
  }, [loaded, refresh, shopify]);
  const line = loaded.state === 'ready' ? orderLine(loaded.value, own.words) : null;
  return line === null ? null : <s-banner tone="info">{line}</s-banner>;
}
