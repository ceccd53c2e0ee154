/** A text field's own text: what the user types stays, also when it does not fit; what fits goes to the document. */
import { useState } from 'react';
import { fieldProblem, type Field } from '@/graph-engine/document/fields';
import type { ParamValue } from '@/graph-engine/document/types';
import type { Commit } from './field-props';

export interface TextDraft {
  readonly text: string;
  /** Why the text is not in the document, or null. */
  readonly problem: string | null;
  readonly change: (text: string) => void;
  /** On leaving the field: a text that fits is shown as the document writes it. */
  readonly settle: () => void;
}

export interface TextDraftOptions {
  readonly field: Field;
  /** Undefined where several nodes differ. */
  readonly value: ParamValue | undefined;
  readonly print: (value: ParamValue | undefined) => string;
  /** Null where the text is nothing of the kind. */
  readonly parse: (text: string) => ParamValue | undefined;
  readonly commit: Commit;
}

export function useTextDraft({ field, value, print, parse, commit }: TextDraftOptions): TextDraft {
  const printed = print(value);
  const [draft, setDraft] = useState<{ readonly text: string; readonly problem: string | null; readonly over: string } | null>(null);
  // A change from elsewhere (undo, another field) replaces the draft; the field's own commits do not.
  const live = draft !== null && draft.over === printed ? draft : null;
  const change = (text: string): void => {
    const parsed = parse(text);
    const problem = fieldProblem(field, parsed);
    if (problem !== null) return setDraft({ text, problem: `Expected ${problem}; “${text}” is not used.`, over: printed });
    const refusal = commit(parsed as ParamValue);
    setDraft({ text, problem: refusal, over: refusal === null ? print(parsed) : printed });
  };
  return {
    text: live?.text ?? printed,
    problem: live?.problem ?? null,
    change,
    settle: () => setDraft((now) => (now?.problem ? now : null)),
  };
}
