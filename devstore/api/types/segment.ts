import type { Segment as Doc } from '../../state/model.ts';
import { gid } from '../gid.ts';

export class Segment {
  readonly __typename = 'Segment';
  constructor(private readonly doc: Doc) {}
  get id() {
    return gid('Segment', this.doc.id);
  }
  get name() {
    return this.doc.name;
  }
  get query() {
    return this.doc.query;
  }
  get creationDate() {
    return this.doc.createdAt;
  }
  get lastEditDate() {
    return this.doc.updatedAt;
  }
}
