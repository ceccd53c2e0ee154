/** What a file to share will hold and what not, before it is written. */
'use client';
import { useEffect, useState } from 'react';
import { sayWeights } from '@/components/code/export-weights';
import { notify, openDialog, reportFault, useDocument } from '@/components/studio-state';
import { sizeText } from '@/components/data/size-text';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { DataError } from '@/graph-engine/data/data-error';
import { counted } from '@/graph-engine/diagnostics/counted';
import { Picture } from './picture';
import { lookAtShareable, shareFile, type Shareable } from './share-file';
import styles from './exchange.module.css';

const close = (): void => openDialog(null);

export function ShareFileDialog() {
  const name = useDocument((document) => document.name);
  const [shareable, setShareable] = useState<Shareable | null>(null);
  const [withPictures, setWithPictures] = useState(true);
  const [withData, setWithData] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let live = true;
    lookAtShareable()
      .then((found) => {
        if (!live) return;
        setShareable(found);
        // What is of the user's own data goes along only where it is asked for.
        setWithPictures(found.data.length === 0);
      })
      .catch(reportFault);
    return () => {
      live = false;
    };
  }, []);
  const save = (): void => {
    if (!shareable) return;
    setBusy(true);
    shareFile(shareable, { withPictures, withData })
      .then(close)
      .catch((error: unknown) => (error instanceof DataError ? notify('The file was not made', { tone: 'bad', description: error.message }) : reportFault(error)))
      .finally(() => setBusy(false));
  };
  return (
    <Modal
      title="Share as a file"
      purpose="Who opens it in a studio sees the drawing, its weights and its curves, and trains nothing."
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" autoFocus disabled={!shareable || busy} aria-busy={busy} onClick={save}>
            Save the file
          </Button>
        </>
      }
    >
      {!shareable ? (
        <p className={styles.hint} aria-busy="true">Looking at what there is …</p>
      ) : (
        <div className={styles.form}>
          <div className={styles.columns}>
            <section className={styles.part}>
              <h3>In the file</h3>
              <ul>
                <li>the drawing “{name}” with its notes and settings, and a picture of it</li>
                <Weights shareable={shareable} />
              </ul>
              {shareable.pictures.length > 0 && (
                <label className={styles.check}>
                  <input type="checkbox" checked={withPictures} onChange={(event) => setWithPictures(event.target.checked)} />
                  <span>
                    pictures of held-out items and of what the model makes
                    {shareable.data.length > 0 && <small>The items in them are of your data.</small>}
                  </span>
                </label>
              )}
              {withPictures && shareable.pictures.map(({ name: file, title, bytes }) => <Picture key={file} name={file} bytes={bytes} title={title} />)}
            </section>
            <Data shareable={shareable} withData={withData} setWithData={setWithData} />
          </div>
        </div>
      )}
    </Modal>
  );
}

function Weights({ shareable: { weights, rows } }: { readonly shareable: Shareable }) {
  if (weights.state !== 'trained' || weights.from !== undefined) return <li>{sayWeights(weights)}</li>;
  return (
    <>
      <li>
        the weights after {counted(weights.steps, 'step')}
        <small> · the last and the best, and all that training on needs</small>
      </li>
      {rows > 0 && <li>the curves of the run, {counted(rows, 'row')}, with its seed and settings</li>}
      <li>a fingerprint of the data, by which others are told from them</li>
    </>
  );
}

function Data({ shareable: { data }, withData, setWithData }: { readonly shareable: Shareable; readonly withData: boolean; setWithData(on: boolean): void }) {
  const kept = data.filter(({ files }) => files !== null);
  return (
    <section className={styles.part}>
      <h3>{withData ? 'In the file, because you chose so' : 'Not in the file'}</h3>
      {data.length === 0 ? (
        <p className={styles.hint}>Data: those of this drawing are generated or published, and whoever opens the file has them too.</p>
      ) : (
        <ul>
          {data.map(({ node, name, items, bytes }) => (
            <li key={node}>
              your data {name}
              <small>
                {items > 0 && ` · ${counted(items, 'item')}`}
                {bytes > 0 && ` · ${sizeText(bytes)}`}
              </small>
            </li>
          ))}
        </ul>
      )}
      {kept.length > 0 && (
        <label className={styles.check}>
          <input type="checkbox" checked={withData} onChange={(event) => setWithData(event.target.checked)} />
          <span>
            Put my data into the file
            <small>Whoever gets the file has them.</small>
          </span>
        </label>
      )}
    </section>
  );
}
