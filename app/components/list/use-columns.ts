import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { columnsText, type ListName } from '~/domain/views/model';
import { useOnChange } from '../use-on-change';
import type { ListParams } from './use-list-params';

/**
 * A list's columns as just chosen, before the server has answered, and how to choose others. They stand in the address; outside
 * of a saved view they are also remembered as this person's own.
 */
export function useColumns<C extends string>(list: ListName, all: readonly C[], shown: C[], params: ListParams): [C[], (columns: C[]) => void] {
  const saver = useFetcher();
  const [coming, setComing] = useState<C[] | null>(null);
  useOnChange(columnsText(shown), () => setComing(null));
  const choose = (columns: C[]) => {
    const text = columnsText(columns);
    setComing(columns);
    params.show({ columns: text });
    if (!params.get('view')) void saver.submit({ intent: 'columns', list, columns: text }, { method: 'post', action: '/app/views' });
  };
  return [coming ?? shown, choose];
}

const FOLDERS: Record<ListName, string> = { customers: 'customers', orders: 'orders', products: 'products', members: 'loyalty/members' };

/** The address of a list's file: what the list finds, with the columns it shows. */
export function exportAddress(list: ListName, search: string, columns: readonly string[]): string {
  const params = new URLSearchParams(search);
  params.set('columns', columnsText(columns));
  return `/app/${FOLDERS[list]}/export?${params.toString()}`;
}
