import { AppError } from '../../shared/errors';
import { getShop, shopIdOf } from '../../shops/index.server';
import { explainMember, explainOrder } from './explain.store.server';
import { lotEndsOf } from './lot-ends.store.server';
import { rebuildShop } from './rebuild.store.server';
import { memberText, orderText } from './story-text';
import { findSubject, ledgerShops } from './subjects.store.server';
import { rebuiltText, verdictText } from './verdict-text';
import { verifyShop } from './verify.store.server';

type Print = (line: string) => void;

/** One shop, or all that have books. @throws AppError not_found when that shop is not known. */
async function chosenShops(domain: string | undefined): Promise<{ shopId: bigint; domain: string }[]> {
  const ids = domain === undefined ? await ledgerShops() : [shopIdOf(domain)];
  return Promise.all(ids.map(async (shopId) => ({ shopId, domain: (await getShop(shopId)).domain })));
}

/** `ledger verify`. @returns whether all books are right; it stops at the first difference. */
export async function verifyLedger(domain: string | undefined, print: Print): Promise<boolean> {
  for (const shop of await chosenShops(domain)) {
    const verdict = await verifyShop(shop.shopId);
    verdictText(shop.domain, verdict).forEach(print);
    if (verdict.difference) return false;
  }
  return true;
}

/** `ledger rebuild`: balances and lots from the entries, shop after shop. */
export async function rebuildLedger(domain: string | undefined, now: Date, print: Print): Promise<void> {
  for (const shop of await chosenShops(domain)) {
    const rebuilt = await rebuildShop(
      shop.shopId,
      await lotEndsOf(shop.shopId, now),
      (members) => members % 10_000 === 0 && print(`${shop.domain}: ${members} members so far`),
    );
    print(rebuiltText(shop.domain, rebuilt));
  }
}

/** `ledger explain`: an order's or a member's story. @throws AppError not_found when no shop knows it, conflict when several do. */
export async function explainLedger(what: string, domain: string | undefined, print: Print): Promise<void> {
  const shops = await chosenShops(domain);
  const found = [];
  for (const shop of shops) {
    const subject = await findSubject(shop.shopId, what);
    if (subject) found.push({ ...shop, subject });
  }
  const [first, second] = found;
  if (!first) throw new AppError('not_found', `Loyalty knows no order and no member "${what}".`);
  if (second) throw new AppError('conflict', `"${what}" is known in ${found.length} shops. Say which: --shop ${first.domain}`);
  const { shopId, subject } = first;
  const lines =
    'order' in subject
      ? await explainOrder(shopId, subject.order).then((story) => story && orderText(story))
      : await explainMember(shopId, subject.member).then((story) => story && memberText(story));
  for (const line of lines ?? []) print(line);
}
