import { env } from '~/config/env.server';

/**
 * Where a merchant switches the storefront's panel on: the editor of the published theme with our app embed in front, which is switched on there by following
 * this, and shown once it is saved. @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration
 */
export const themeEditorUrl = (domain: string): string =>
  `https://${domain}/admin/themes/current/editor?context=apps&activateAppId=${encodeURIComponent(env().SHOPIFY_API_KEY)}/launcher`;
