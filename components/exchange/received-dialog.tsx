/** What came in a shared file, what did not, and what can be done about it. */
'use client';
import { useStore } from 'zustand';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import type { Manifest } from '@/graph-engine/exchange/shared/manifest';
import { sourceOf } from '@/components/data/data-source';
import { openDataDialog } from '@/components/data/data-dialog-store';
import { openDialog, setPanel, setUi, useDocument } from '@/components/studio-state';
import { undo } from '@/components/studio-state/studio';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { Claim } from '@/components/views/claim';
import { counted } from '@/graph-engine/diagnostics/counted';
import { Picture } from './picture';
import { receivedStore } from './received-store';
import styles from './exchange.module.css';

const close = (): void => openDialog(null);

export function ReceivedDialog() {
  const incoming = useStore(receivedStore, (state) => state.incoming);
  const document = useDocument((open) => open);
  if (!incoming?.shared) return null;
  const { manifest, pictures } = incoming.shared;
  const rows = incoming.run?.rows.length ?? 0;
  // Generated and published data are had by everybody.
  const missing = manifest.datasets.filter(({ node, files }) => files.length === 0 && sourceOf(document, node)?.definition.origin === 'file');
  const lookAtIt = (): void => {
    close();
    if (manifest.step === null) return;
    setPanel('drawer', true);
    setUi({ drawerTab: missing.length === 0 ? 'reconstructions' : 'losses', phoneTab: 'look' });
  };
  const goBack = (): void => {
    close();
    undo();
  };
  const titleOf = (path: string): string => manifest.pictures.find((one) => one.path === path)?.title ?? path;
  const footer = (
    <>
      <Button title="The document before it stays in the list of documents, as this one does." onClick={goBack}>
        Go back
      </Button>
      <Button variant="primary" autoFocus onClick={lookAtIt}>
        Look at it
      </Button>
    </>
  );
  return (
    <Modal title={`${manifest.name} is open`} purpose={`It is a document of its own here, as ${incoming.name} brought it. Nothing was run.`} onClose={close} footer={footer}>
      <div className={styles.form}>
        <Claim className={styles.claim} />
        {pictures.map(({ name, bytes }: NamedBytes) => (
          <Picture key={name} name={name} bytes={bytes} title={titleOf(name)} />
        ))}
        <div className={styles.columns}>
          <section className={styles.part}>
            <h3>In the file</h3>
            <ul>
              <li>the drawing</li>
              {manifest.step !== null && <li>its weights after {counted(manifest.step, 'step')} of training</li>}
              {rows > 0 && <li>the curves of its run, {counted(rows, 'row')}</li>}
              {manifest.datasets.filter(({ files }) => files.length > 0).map(({ node, name, items }) => (
                <li key={node}>the data {name}{items > 0 && `, ${counted(items, 'item')}`}</li>
              ))}
            </ul>
          </section>
          {missing.length > 0 && <Missing datasets={missing} />}
        </div>
      </div>
    </Modal>
  );
}

function Missing({ datasets }: { readonly datasets: Manifest['datasets'] }) {
  return (
    <section className={styles.part}>
      <h3>Not in the file</h3>
      <ul>
        {datasets.map(({ node, name, items }) => (
          <li key={node}>
            the data {name}
            {items > 0 && `, ${counted(items, 'item')}`}
            <br />
            <Button
              size="small"
              onClick={() => {
                close();
                openDataDialog(node);
              }}
            >
              Choose the file…
            </Button>
          </li>
        ))}
      </ul>
      <small>The views of the model need them; the picture and the curves are as the sender saw them.</small>
    </section>
  );
}
