/** Tells what the user can mend, by the document, the data or the size of the model, from faults of ours. */
import { DataError } from '../data/data-error';
import { OutOfMemoryError } from '../runtime/device';
import { ModelError } from './model-error';

export const isUserFault = (error: unknown): error is Error => error instanceof ModelError || error instanceof DataError || error instanceof OutOfMemoryError;
