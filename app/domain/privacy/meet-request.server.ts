import { exportCustomer } from './export-customer.store.server';
import { redactCustomer } from './redact-customer.store.server';
import { redactShop, type RedactShopOptions } from './redact-shop.store.server';
import { findOpenRequest } from './requests.store.server';

/** Does what a request of privacy law asks for, to its end; one that has been met already is left alone. @returns when to go on, if it is not at its end yet. */
export async function meetRequest(shopId: bigint, requestId: bigint, now: Date, options: RedactShopOptions): Promise<{ againInMs: number } | void> {
  const request = await findOpenRequest(shopId, requestId);
  if (!request) return;
  switch (request.kind) {
    case 'data_request':
      return exportCustomer(shopId, request, now);
    case 'customer_redact':
      return redactCustomer(shopId, request, now);
    case 'shop_redact':
      return redactShop(shopId, request, now, options);
  }
}
