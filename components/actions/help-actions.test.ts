import { expect, test } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { startLesson } from '@/components/studio-state/lesson-store';
import { openDocument } from '@/components/studio-state/studio';
import { setUi } from '@/components/studio-state/ui-store';
import { helpActions } from './help-actions';
import { actionContext, isEnabled } from './run-action';

test('the lesson is offered for a document that has one, on a phone too', () => {
  const document = graph().node('dataset').done();
  openDocument(document, 'Test');
  const isOffered = (): boolean => isEnabled(helpActions.find(({ id }) => id === 'help.lesson')!, actionContext()!);
  expect(isOffered()).toBe(false);
  startLesson(document.id, 'vae', false);
  expect(isOffered()).toBe(true);
  setUi({ phone: true });
  expect(isOffered()).toBe(true);
  setUi({ phone: false });
});
