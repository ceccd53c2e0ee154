/** Keeps the document as it is under a name. */
import { useState, type FormEvent } from 'react';
import { BookmarkPlus } from 'lucide-react';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { limits } from '@/graph-engine/document/limits';
import { saveNow } from '@/components/persistence/autosave';
import { reportStore } from '@/components/persistence/report-store';
import { keepVersion } from '@/components/persistence/version-storage';
import { announce } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import kept from '@/components/ui/kept-list.module.css';
import styles from './versions.module.css';

async function keep(label: string): Promise<void> {
  await saveNow();
  try {
    await keepVersion(getStudio().document, label);
    announce(`The version ${label} is kept.`);
  } catch (error) {
    // Another page has the document; the banner is about to say so.
    if (!(error instanceof SupersededError)) throw error;
  }
}

export function KeepForm({ readOnly }: { readonly readOnly: string | null }) {
  const [text, setText] = useState('');
  const name = text.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== '') keep(name).then(() => setText(''), reportStore);
  };
  if (readOnly !== null) return <p className={kept.hint}>{readOnly}</p>;
  return (
    <form className={styles.keep} onSubmit={submit}>
      <input autoFocus aria-label="Name of this version" placeholder="Name it as it is now, such as: before the codebook" value={text} maxLength={limits.name} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" variant="primary" disabled={name === ''}>
        <BookmarkPlus aria-hidden /> Keep this version
      </Button>
    </form>
  );
}
