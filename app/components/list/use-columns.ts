import { useFetcher, useNavigation } from '@remix-run/react';
import { columnsFrom, columnsText, type ListName } from '~/domain/views/model';
import type { ListParams } from './use-list-params';

/**
 * A list's columns as just chosen, before the server has answered, and how to choose others. They stand in the address; outside
 * of a saved view they are also remembered as this person's own.
 */
export function useColumns<C extends string>(list: ListName, all: readonly C[], shown: C[], params: ListParams): [C[], (columns: C[]) => void] {
  const saver = useFetcher();
  const { location } = useNavigation();
  const coming = location ? columnsFrom(all, new URLSearchParams(location.search).get('columns')) : null;
  const choose = (columns: C[]) => {
    const text = columnsText(columns);
    params.show({ columns: text });
    if (!params.get('view')) void saver.submit({ intent: 'columns', list, columns: text }, { method: 'post', action: '/app/views' });
  };
  return [coming ?? shown, choose];
}

/** The address of a list's file: what the list finds, with the columns it shows. */
export function exportAddress(list: ListName, search: string, columns: readonly string[]): string {
  const params = new URLSearchParams(search);
  params.set('columns', columnsText(columns));
  return `/app/${list}/export?${params.toString()}`;
}
