/** Items of a Dataset as texts, so many at a time. */
import { useState } from 'react';
import type { DataTable } from '@/graph-engine/data/table';
import { Pages } from '../browse/rows-table';
import { TextRows } from './text-rows';

const PER_PAGE = 50;

export function TextsPage({ table }: { readonly table: DataTable }) {
  const [from, setFrom] = useState(0);
  return (
    <>
      <TextRows table={table} from={from} count={PER_PAGE} label={`Texts of ${table.name}`} />
      <Pages from={from} perPage={PER_PAGE} total={table.count} what="Texts" go={setFrom} />
    </>
  );
}
