/** What is open when the studio starts: a link's document, else the last one, else the template of the variational autoencoder. */
import { newId } from '@/graph-engine/document/ids';
import { startLesson } from '@/components/studio-state/lesson-store';
import { notify, reportFault } from '@/components/studio-state/messages';
import { openDocument } from '@/components/studio-state/studio';
import { offerWelcome } from '@/components/studio-state/tour-store';
import { openDialog } from '@/components/studio-state/ui-store';
import { minuteWords } from '@/components/ui/date-words';
import { lastOpen, readDocument } from './document-storage';
import { showRefused } from './refused';
import { keepRescued } from './rescue';
import { isShareHash } from './share-hash';
import { endedUncleanly } from './unclean-end';

async function openDefault(): Promise<void> {
  const { vae } = await import('@/templates/vae');
  const id = newId('document');
  // Its lesson waits until somebody asks for it: nobody has chosen this template.
  startLesson(id, vae.id, false);
  openDocument({ ...vae.create(), id }, `Open the template ${vae.title}`);
  offerWelcome();
}

async function openLast(crashed: boolean): Promise<boolean> {
  const id = await lastOpen();
  if (id === undefined) return false;
  const kept = await readDocument(id);
  if (!kept.ok) {
    notify('The last document could not be opened.', { description: kept.reason, tone: 'bad' });
    return false;
  }
  openDocument(kept.document, `Open ${kept.document.name}`);
  const versions = { label: 'Versions…', run: () => openDialog('versions') };
  if (kept.damaged > 0) {
    const description = `The newest ${kept.damaged === 1 ? 'version was' : `${kept.damaged} versions were`} damaged. This is the state of ${minuteWords(kept.at)}.`;
    notify('An earlier version is open.', { description, action: versions, tone: 'bad' });
  } else if (crashed) {
    notify('The studio was closed unexpectedly.', { description: `Nothing is lost: this is the state of ${minuteWords(kept.at)}.`, action: versions });
  }
  return true;
}

/** Leftovers are collected a while after the start, when nothing waits for it. */
const COLLECT_MS = 20_000;
const collect = async (): Promise<unknown> => (await import('./whole-document')).collectLeftovers();

export async function boot(): Promise<void> {
  setTimeout(() => void collect().catch(reportFault), COLLECT_MS);
  const shared = isShareHash(location.hash) ? await (await import('./read-link')).readLink(location.hash) : null;
  if (shared) history.replaceState(null, '', location.pathname + location.search);
  try {
    const crashed = await endedUncleanly();
    const kept = await keepRescued();
    // What was told of the last edits is not followed by that nothing is lost.
    if (!(await openLast(crashed && kept)) && !shared?.ok) await openDefault();
  } catch (error) {
    notify('This browser does not let the studio keep documents.', {
      description: `${error instanceof Error ? error.message : String(error)} Download your work with Ctrl+S.`,
      tone: 'bad',
    });
    await openDefault();
  }
  if (shared?.ok) await (await import('./open-new')).openNew(shared.document, `Open a link to ${shared.document.name}`, { told: true });
  else if (shared) showRefused('The link', shared.problems);
}
