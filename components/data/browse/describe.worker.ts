/** Describes a table away from the page. */
import { DataError } from '@/graph-engine/data/data-error';
import { describeTable } from '@/graph-engine/data/facts/describe-table';
import { dealOut } from '@/graph-engine/data/splits/deal-out';
import { withRows } from '../rows/blob-rows';
import type { FromDescriber, ToDescriber } from './describe-protocol';

function describe({ table: sent, settings, deal }: ToDescriber): FromDescriber {
  const table = withRows(sent);
  try {
    return { kind: 'facts', facts: describeTable(table, settings, dealOut(table, deal)) };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error), isData: error instanceof DataError };
  }
}
self.addEventListener('message', ({ data }: MessageEvent<ToDescriber>) => self.postMessage(describe(data)));
