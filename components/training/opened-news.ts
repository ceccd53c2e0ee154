/** What is told of a model that was opened: each thing once, however often it is opened again. */
import type { Answer, BackendName, Fallback, Taken } from '@/graph-engine/training/protocol';
import { slow, titleOf } from './backend-names';
import type { RunKeeperOptions } from './run-keeper';
import { takenWords } from './taken-words';
import { trainingStore } from './use-training';

export class OpenedNews {
  /** That no fast backend runs here is told once. */
  private slowTold = false;
  /** What was told last of weights that a changed model begins with: it is opened again after each edit. */
  private takenTold = '';

  constructor(private readonly tell: RunKeeperOptions['tell']) {}

  /** `backend`: that it computes on by now. */
  of(documentId: string, { unread, taken, fallbacks }: Extract<Answer, { kind: 'opened' }>, backend: BackendName): void {
    if (unread !== null) this.tell('The weights of the last run could not be read', 'bad', `${unread} The model starts with new ones.`);
    this.tellTaken(taken, documentId);
    this.tellSlow(backend, fallbacks);
  }

  /** Says what a changed model begins with, where that is not what was said last. */
  private tellTaken(taken: Taken | null, documentId: string): void {
    const { title, details } = taken ? takenWords(taken) : { title: '', details: '' };
    const told = `${documentId} ${title} ${details}`;
    if (taken && told !== this.takenTold) this.tell(title, taken.kept > 0 ? 'good' : 'plain', undefined, details);
    this.takenTold = told;
  }
  /** Says once that nothing fast computes here, and why. */
  private tellSlow(backend: BackendName, fallbacks: readonly Fallback[]): void {
    if (this.slowTold || !slow.has(backend) || trainingStore.getState().backendChoice === backend) return;
    this.slowTold = true;
    const reasons = fallbacks.map(({ reason }) => reason).join(' ');
    this.tell(`Training is slow here: it runs on ${titleOf(backend)}`, 'bad', reasons);
  }
}
