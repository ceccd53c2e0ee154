/** Tells what the user can mend, by the document, the data or the size of the model, from faults of ours. */
import { DataError } from '../data/data-error';
import { OutOfMemoryError } from '../runtime/device';
import { ModelError } from './model-error';

export const isUserFault = (error: unknown): error is Error => error instanceof ModelError || error instanceof DataError || error instanceof OutOfMemoryError;

/** What is told of it: a message of ours says that it is ours. */
export function faultWords(error: unknown): { readonly message: string; readonly internal: boolean; readonly stack: string } {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const internal = !isUserFault(error);
  return { message: internal && !message.startsWith('internal:') ? `internal: ${message}` : message, internal, stack: stack ?? '' };
}
