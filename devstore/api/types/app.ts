import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { listConnection } from '../connection.ts';
import type { PageArgs } from '../page-args.ts';
import { metafieldOf, metafieldsOf, type MetafieldArgs, type MetafieldsArgs } from './metafield.ts';

const scopeObject = (handle: string) => ({ __typename: 'AccessScope', handle, description: handle.replaceAll('_', ' ') });
/** Number of the one app that the devstore knows, the same in every store. */
const appNumber = '7000001';

export class AppObject {
  readonly __typename = 'App';
  constructor(private readonly api: Api) {}
  get id() {
    return gid('App', appNumber);
  }
  get apiKey() {
    return this.api.installation.clientId;
  }
  get title() {
    return 'Regulars';
  }
  get handle() {
    return 'regulars';
  }
  get description() {
    return null;
  }
  get developerName() {
    return 'Regulars';
  }
  get developerType() {
    return 'PARTNER';
  }
  get embedded() {
    return true;
  }
  get published() {
    return true;
  }
  get publicCategory() {
    return 'PUBLIC';
  }
  get previouslyInstalled() {
    return false;
  }
  get shopifyDeveloped() {
    return false;
  }
  get features() {
    return [];
  }
  get webhookApiVersion() {
    return '2026-10';
  }
  get requestedAccessScopes() {
    return this.api.installation.scopes.map(scopeObject);
  }
  get installation() {
    return new AppInstallation(this.api);
  }
  get appStoreAppUrl() {
    return null;
  }
}

/** The app in this store. Its metafields belong to the store's number. */
export class AppInstallation {
  readonly __typename = 'AppInstallation';
  constructor(private readonly api: Api) {}
  get id() {
    return gid('AppInstallation', this.api.store.id);
  }
  get app() {
    return new AppObject(this.api);
  }
  get accessScopes() {
    return [...this.api.scopes].map(scopeObject);
  }
  get activeSubscriptions() {
    return [];
  }
  allSubscriptions(args: PageArgs) {
    return listConnection(this.api, [], args, () => ({}));
  }
  get launchUrl() {
    return `https://${this.api.domain}/admin/apps/regulars`;
  }
  get uninstallUrl() {
    return `https://${this.api.domain}/admin/settings/apps`;
  }
  metafield(args: MetafieldArgs) {
    return metafieldOf(this.api, 'APPINSTALLATION', this.api.store.id, args, this);
  }
  metafields(args: MetafieldsArgs) {
    return metafieldsOf(this.api, 'APPINSTALLATION', this.api.store.id, args, this);
  }
}
