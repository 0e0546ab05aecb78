import { useFetcher } from '@remix-run/react';
import { useMemo, useState } from 'react';
import type { Programme } from '~/domain/loyalty/programme/model';
import { faultsOf, type FieldFaults } from './form/field-faults';

export interface StoredDraft {
  document: Programme;
  revision: number;
}
/** What saving a draft is answered with: its new revision, or that somebody else has saved meanwhile. */
export type SaveAnswer = { saved: true; revision: number } | { saved: false };

export interface DraftForm {
  programme: Programme;
  faults: FieldFaults;
  dirty: boolean;
  saving: boolean;
  /** Save was asked for while something was wrong. */
  refused: boolean;
  /** Somebody else has saved since this page was read, and there are changes here, too. */
  conflict: boolean;
  answer: SaveAnswer | null;
  change: (part: Partial<Programme>) => void;
  save: () => void;
  discard: () => void;
  /** Of a conflict: one's own changes stand, and the next save replaces what the other has saved. */
  keepMine: () => void;
}

/** A draft that was sent to be saved, over which revision. */
interface Sent {
  document: Programme;
  over: number;
}
/** What was sent and has been saved is what is stored now: said by the answer itself, so that nothing has to happen after it for that to be known. */
const savedBy = (answer: SaveAnswer | undefined, sent: Sent | null): StoredDraft | null =>
  answer?.saved && answer.revision - 1 === sent?.over ? { document: sent.document, revision: answer.revision } : null;

/** The draft as it is edited on this page. It is saved whole, with the revision it was read at, so that nobody's work is overwritten unseen. */
export function useDraftForm(stored: StoredDraft): DraftForm {
  const fetcher = useFetcher<SaveAnswer>();
  const [adopted, setAdopted] = useState(stored);
  const [sent, setSent] = useState<Sent | null>(null);
  const [programme, setProgramme] = useState(stored.document);
  const [refused, setRefused] = useState(false);
  const saved = savedBy(fetcher.data, sent);
  const base = saved && saved.revision > adopted.revision ? saved : adopted;
  const dirty = useMemo(() => JSON.stringify(programme) !== JSON.stringify(base.document), [programme, base.document]);
  const faults = useMemo(() => faultsOf(programme), [programme]);
  const adopt = () => {
    setAdopted(stored);
    setProgramme(stored.document);
    setRefused(false);
  };
  // Somebody else has saved, and nothing was changed here.
  if (stored.revision > base.revision && !dirty) adopt();
  const save = () => {
    setRefused(faults.size > 0);
    if (faults.size > 0) return;
    setSent({ document: programme, over: base.revision });
    fetcher.submit({ document: JSON.stringify(programme), revision: base.revision }, { method: 'post', action: '/app/loyalty/draft' });
  };
  const idle = fetcher.state === 'idle';
  return {
    programme,
    faults,
    dirty,
    saving: !idle,
    refused: refused && faults.size > 0,
    conflict: idle && dirty && stored.revision > base.revision,
    answer: fetcher.data?.saved ? fetcher.data : null,
    change: (part) => setProgramme((now) => ({ ...now, ...part })),
    save,
    discard: adopt,
    keepMine: () => setAdopted({ document: base.document, revision: stored.revision }),
  };
}
