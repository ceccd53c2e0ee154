/** Parquet: tables by columns, as databases and pandas write them. What reads them is fetched when there is one to read. */
import type { TableFormat } from './definition';

export const parquet: TableFormat = {
  id: 'parquet',
  title: 'Parquet',
  extensions: ['parquet', 'parq', 'pq'],
  gives: 'table',
  recognises: (start) => start[0] === 0x50 && start[1] === 0x41 && start[2] === 0x52 && (start[3] === 0x31 || start[3] === 0x45),
  async open(source) {
    const { openParquet } = await import('./parquet-table');
    return openParquet(source);
  },
};
