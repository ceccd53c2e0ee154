/** Recordings of a Dataset by their spectra, so many at a time. */
import { useState } from 'react';
import type { DataTable } from '@/graph-engine/data/table';
import { ChooseSound } from '../sound/choose-sound';
import { Pages } from './rows-table';

const PER_PAGE = 30;

export function SoundsPage({ table }: { readonly table: DataTable }) {
  const [from, setFrom] = useState(0);
  const count = Math.min(PER_PAGE, table.count - from);
  return (
    <>
      <ChooseSound key={from} table={table} from={from} count={count} columns={5} cell={92} width={300} label={`Recordings ${from + 1} to ${from + count} of ${table.name}`} />
      <Pages from={from} perPage={PER_PAGE} total={table.count} what="Recordings" go={setFrom} />
    </>
  );
}
