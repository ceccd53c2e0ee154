/** Asks about files before they are used; while they are read for a while, shows how far that is. */
'use client';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { ArrayWizard } from './array-wizard';
import { PictureWizard } from './picture-wizard';
import { SoundWizard } from './sound-wizard';
import { TableWizard } from './table-wizard';
import { TextWizard } from './text-wizard';
import { Working } from './working';
import { answer, wizardStore } from './wizard-store';

/** Milliseconds after which reading is worth a word. */
const PATIENCE = 600;

export function WizardDialog() {
  const { question, busy } = useStore(wizardStore);
  const share = busy?.share ?? null;
  if (question?.kind === 'table') return <TableWizard key={keyOf(question.scanned)} question={question} busy={share} />;
  if (question?.kind === 'pictures') return <PictureWizard question={question} busy={share} />;
  if (question?.kind === 'sounds') return <SoundWizard key={keyOf(question.table)} question={question} busy={share} />;
  if (question?.kind === 'arrays') return <ArrayWizard question={question} busy={share} />;
  if (question?.kind === 'text') return <TextWizard question={question} busy={share} />;
  return busy ? <Reading name={busy.name} share={busy.share} /> : null;
}

/** Each reading of the file begins with what is guessed of it. */
const keys = new WeakMap<object, number>();
let made = 0;
function keyOf(scanned: object): number {
  const key = keys.get(scanned) ?? made++;
  keys.set(scanned, key);
  return key;
}

function Reading({ name, share }: { readonly name: string; readonly share: number }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  const leave = (): void => answer({ kind: 'leave' });
  return (
    <Modal title={`Reading ${name}`} size="small" onClose={leave} footer={<Button onClick={leave}>Cancel</Button>}>
      <Working share={share} />
    </Modal>
  );
}
