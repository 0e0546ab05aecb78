/** Arguments of every connection. */
export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** Arguments of a connection that reads the database. */
export interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
  savedSearchId?: string | null;
}
