import { createContext, useContext, type ReactNode } from 'react';
import type { FieldFaults } from './field-faults';
import { useFaultWords } from './use-fault-words';

const Faults = createContext<FieldFaults>(new Map());

/** Lets the fields inside find what is wrong with them. */
export function FaultsProvider({ faults, children }: { faults: FieldFaults; children: ReactNode }) {
  return <Faults.Provider value={faults}>{children}</Faults.Provider>;
}

/** What is wrong with the field of that path, in words; undefined when nothing is. */
export function useFault(path: string): string | undefined {
  const words = useFaultWords();
  const fault = useContext(Faults).get(path);
  return fault && words(fault);
}
