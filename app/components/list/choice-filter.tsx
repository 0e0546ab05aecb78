import { ChoiceList, type AppliedFilterInterface, type FilterInterface } from '@shopify/polaris';
import type { ListParams } from './use-list-params';

export interface Choice {
  value: string;
  label: string;
}

/** A filter of which one choice can be made. `key` is its parameter in the address. */
export function choiceFilter(params: ListParams, key: string, label: string, choices: Choice[]): FilterInterface {
  return {
    key,
    label,
    shortcut: true,
    filter: (
      <ChoiceList title={label} titleHidden choices={choices} selected={[params.get(key)]} onChange={([value]) => params.set({ [key]: value ?? null })} />
    ),
  };
}

/** The filter's pill, when a choice has been made. */
export function appliedChoice(params: ListParams, key: string, choices: Choice[]): AppliedFilterInterface[] {
  const chosen = choices.find((choice) => choice.value === params.get(key));
  return chosen?.value ? [{ key, label: chosen.label, onRemove: () => params.set({ [key]: null }) }] : [];
}
