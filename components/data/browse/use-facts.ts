/** What there is to know of the items of a Dataset, found by a worker; kept with the table while its settings stay. */
import { useEffect, useState } from 'react';
import type { TableFacts } from '@/graph-engine/data/facts/types';
import type { DataTable } from '@/graph-engine/data/table';
import type { GraphNode } from '@/graph-engine/document/types';
import { withoutSound } from '@/graph-engine/data/without-sound';
import { dataSettingsOf, splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { reportFault } from '@/components/studio-state/messages';
import { useDocument } from '@/components/studio-state/use-studio';
import type { FromDescriber, ToDescriber } from './describe-protocol';

const known = new WeakMap<DataTable, { readonly key: string; readonly facts: TableFacts }>();

function ask(request: ToDescriber): { readonly facts: Promise<TableFacts | string>; stop(): void } {
  const worker = new Worker(new URL('./describe.worker.ts', import.meta.url), { type: 'module' });
  const facts = new Promise<TableFacts | string>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(`internal: describing a table failed: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromDescriber>) => {
      if (data.kind === 'facts') resolve(data.facts);
      else if (data.isData) resolve(data.message);
      else reject(new Error(data.message));
    });
    worker.postMessage(request);
  });
  return { facts: facts.finally(() => worker.terminate()), stop: () => worker.terminate() };
}

/** Null until they are there; a text says what stands in the way. */
export function useFacts(table: DataTable, node: GraphNode): TableFacts | string | null {
  const validation = useDocument(({ training }) => training.validationSplit);
  const seed = useDocument(({ training }) => training.seed);
  const key = JSON.stringify([node.id, node.params, validation, seed]);
  const [found, setFound] = useState<{ readonly table: DataTable; readonly key: string; readonly facts: TableFacts | string } | null>(null);
  useEffect(() => {
    if (known.get(table)?.key === key) return;
    const asked = ask({ table: withoutSound(table), settings: dataSettingsOf(node), deal: { ...splitSettingsOf(node), validation, seed, node: node.id } });
    asked.facts.then((facts) => {
      if (typeof facts !== 'string') known.set(table, { key, facts });
      setFound({ table, key, facts });
    }, reportFault);
    return asked.stop;
  }, [table, key, node, validation, seed]);
  const kept = known.get(table);
  return kept?.key === key ? kept.facts : found?.table === table && found.key === key ? found.facts : null;
}
