import type { Id, Instant } from '../../state/model/values.ts';
import { gid } from '../gid.ts';

/** A subscription the app made through the API; the ones from its configuration file are not listed here, as on Shopify. */
export interface SubscriptionDoc {
  id: Id;
  topic: string;
  uri: string;
  filter: string | null;
  includeFields: string[];
  metafieldNamespaces: string[];
  name: string | null;
  apiVersion: string;
  createdAt: Instant;
  updatedAt: Instant;
}

export class WebhookSubscription {
  readonly __typename = 'WebhookSubscription';
  constructor(private readonly doc: SubscriptionDoc) {}
  get id() {
    return gid('WebhookSubscription', this.doc.id);
  }
  get legacyResourceId() {
    return this.doc.id;
  }
  get topic() {
    return this.doc.topic.replaceAll(/[/.]/g, '_').toUpperCase();
  }
  get uri() {
    return this.doc.uri;
  }
  get callbackUrl() {
    return this.doc.uri;
  }
  get endpoint() {
    return { __typename: 'WebhookHttpEndpoint', callbackUrl: this.doc.uri };
  }
  get filter() {
    return this.doc.filter;
  }
  get format() {
    return 'JSON';
  }
  get includeFields() {
    return this.doc.includeFields;
  }
  get metafieldNamespaces() {
    return this.doc.metafieldNamespaces;
  }
  get metafields() {
    return [];
  }
  get name() {
    return this.doc.name;
  }
  get apiVersion() {
    return { __typename: 'ApiVersion', handle: this.doc.apiVersion, displayName: this.doc.apiVersion, supported: true };
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get updatedAt() {
    return this.doc.updatedAt;
  }
}
