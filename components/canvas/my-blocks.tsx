/** The user's own blocks in the palette: inserted with new ids, saved as a file, removed; others come from files. */
import { Boxes, Download, FolderInput, Trash2 } from 'lucide-react';
import { removeBlock, useBlocks } from '@/components/canvas-state/blocks';
import { useStudio } from '@/components/studio-state';
import { downloadBlob } from '@/components/ui/download-blob';
import { IconButton } from '@/components/ui/icon-button';
import { insertBlock, takeBlock } from './read-block';
import styles from './palette.module.css';

export function MyBlocks() {
  const blocks = useBlocks();
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  return (
    <section aria-labelledby="palette-blocks-title">
      <h2 id="palette-blocks-title" className={`${styles.heading} ${styles.withTools}`}>
        My blocks
        <IconButton label="Take a block from a file" size="small" onClick={takeBlock}>
          <FolderInput aria-hidden />
        </IconButton>
      </h2>
      <ul>
        {blocks.map((block) => (
          <li key={block.name} className={styles.block}>
            <button type="button" className={styles.entry} disabled={locked} data-testid={`block-${block.name}`} onClick={() => insertBlock(block)}>
              <span className={styles.icon}>
                <Boxes size={16} aria-hidden />
              </span>
              <span className={styles.title}>{block.name}</span>
            </button>
            <IconButton label={`Save ${block.name} as a file`} size="small" onClick={() => downloadBlob(new Blob([block.text], { type: 'application/json' }), `${block.name}.block.json`)}>
              <Download aria-hidden />
            </IconButton>
            <IconButton label={`Remove ${block.name} from the palette`} size="small" onClick={() => removeBlock(block.name)}>
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
