/** What the CLI replaces when it builds. */
declare const process: { env: { SHOPIFY_APP_URL: string } };
