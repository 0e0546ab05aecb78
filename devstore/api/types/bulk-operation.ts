import type { Id, Instant } from '../../state/model/values.ts';
import { gid } from '../gid.ts';

/** A bulk operation as it is kept; counts are updated as it goes. */
export interface BulkDoc {
  id: Id;
  type: 'QUERY' | 'MUTATION';
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  query: string;
  groupObjects: boolean;
  apiVersion: string;
  scopes: string[];
  /** path of a mutation's variables */ uploadPath: string | null;
  clientIdentifier: string | null;
  createdAt: Instant;
  completedAt: Instant | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Set when the file can be had; the link works until `linkExpiresAt`. */ token: string;
  hasFile: boolean;
  partial: boolean;
  linkExpiresAt: Instant | null;
  /** Where the next page starts, and how long the file was by then: from here a killed run goes on. */ afterId: Id;
  bytes: number;
}

export class BulkOperation {
  readonly __typename = 'BulkOperation';
  constructor(
    private readonly doc: BulkDoc,
    private readonly origin: string,
  ) {}
  private get link() {
    return `${this.origin}/bulk/${this.doc.token}`;
  }
  get id() {
    return gid('BulkOperation', this.doc.id);
  }
  get type() {
    return this.doc.type;
  }
  get status() {
    return this.doc.status;
  }
  get errorCode() {
    return this.doc.errorCode;
  }
  get query() {
    return this.doc.query;
  }
  get createdAt() {
    return this.doc.createdAt;
  }
  get completedAt() {
    return this.doc.completedAt;
  }
  get objectCount() {
    return String(this.doc.objectCount);
  }
  get rootObjectCount() {
    return String(this.doc.rootObjectCount);
  }
  get fileSize() {
    return this.doc.fileSize === null ? null : String(this.doc.fileSize);
  }
  get url() {
    return this.doc.status === 'COMPLETED' && this.doc.hasFile ? this.link : null;
  }
  get partialDataUrl() {
    return this.doc.partial && this.doc.hasFile ? this.link : null;
  }
}
