/** Which tensor of a file is which parameter of the drawing: guessed, changed by hand, and told before it is taken. */
'use client';
import { printShape } from '@/graph-engine/data/formats/refuse';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { isOfPytorch, reportOf, takenBy, waysFor, type Mapping, type Source } from '@/graph-engine/exchange/mapping/match';
import { openDialog, reportFault, useDocument } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { bringWeights } from './bring-weights';
import { MappingTable } from './mapping-table';
import { openDrawing } from './open-drawing';
import { weightsStore, type WeightsQuestion } from './weights-store';
import styles from './exchange.module.css';

const close = (): void => openDialog(null);

export function WeightsDialog() {
  const question = useStore(weightsStore, (state) => state.question);
  const document = useDocument(({ id }) => id);
  if (!question) return null;
  // Another document was opened under it.
  return question.document === document ? <Question question={question} /> : null;
}

function Question({ question }: { readonly question: WeightsQuestion }) {
  const { incoming, weights, wanted } = question;
  const [mapping, setMapping] = useState<Mapping>(question.mapping);
  const [busy, setBusy] = useState(false);
  const pytorch = useMemo(() => isOfPytorch(wanted, weights.tensors), [wanted, weights]);
  const report = useMemo(() => reportOf(wanted, mapping, weights), [wanted, mapping, weights]);
  const change = (name: string, source: Source | null): void => setMapping(new Map(mapping).set(name, source));
  const choose = (name: string, tensor: string): void => {
    const parameter = wanted.find((one) => one.name === name)!;
    const found = weights.tensors.get(tensor);
    change(name, found ? { tensor, arrangement: waysFor(found.shape, parameter, pytorch)[0]?.id ?? 'as-it-lies' } : null);
  };
  const take = (): void => {
    setBusy(true);
    bringWeights(incoming.name, takenBy(report, weights), incoming.run?.snapshot.step ?? 0)
      .then(close)
      .catch(reportFault)
      .finally(() => setBusy(false));
  };
  const open = (): void => {
    close();
    openDrawing(incoming).catch(reportFault);
  };
  const { rows, fits, unused } = report;
  const left = rows.length - fits;
  return (
    <Modal
      title={`Weights of ${incoming.name}`}
      purpose={`${fits} of ${rows.length} parameters of the drawing are in this file.${left > 0 ? ` The other ${left === 1 ? 'one starts' : `${left} start`} fresh.` : ''} A new run begins with them; undo puts the present weights back.`}
      size="large"
      onClose={close}
      footer={
        <>
          {incoming.drawing && (
            <Button className={styles.aside} onClick={open}>
              Open its drawing instead
            </Button>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" autoFocus disabled={busy || fits === 0} aria-busy={busy} onClick={take}>
            {fits === 0 ? 'Nothing fits' : `Take ${fits} ${fits === 1 ? 'parameter' : 'parameters'}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {incoming.notes.length > 0 && (
          <ul className={styles.notes}>
            {incoming.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <MappingTable rows={rows} weights={weights} choose={choose} arrange={(name, source) => change(name, source)} />
        {unused.length > 0 && (
          <details className={styles.details}>
            <summary>
              {unused.length} {unused.length === 1 ? 'tensor' : 'tensors'} of the file not used
            </summary>
            <ul>
              {unused.slice(0, 200).map((name) => (
                <li key={name}>
                  <code>{name}</code> {printShape(weights.tensors.get(name)!.shape)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Modal>
  );
}
