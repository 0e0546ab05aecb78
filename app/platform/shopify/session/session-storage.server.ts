import type { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { shopIdOf } from '~/domain/shops/index.server';
import { findSession, findSessions, removeSessions, saveSession } from './session.store.server';

/** `offline_{shop}` or `{shop}_{user}`: both say whose session it is. */
function shopOfSessionId(id: string): bigint {
  return shopIdOf(id.startsWith('offline_') ? id.slice('offline_'.length) : id.slice(0, id.lastIndexOf('_')));
}

/** Shopify's session storage on our tenant-isolated, sealed table. */
export const sealedSessionStorage: SessionStorage = {
  async storeSession(session: Session) {
    await saveSession(shopIdOf(session.shop), session);
    return true;
  },
  loadSession: (id) => findSession(shopOfSessionId(id), id),
  async deleteSession(id) {
    await removeSessions(shopOfSessionId(id), [id]);
    return true;
  },
  async deleteSessions(ids) {
    for (const id of ids) await removeSessions(shopOfSessionId(id), [id]);
    return true;
  },
  findSessionsByShop: (shop) => findSessions(shopIdOf(shop)),
};
