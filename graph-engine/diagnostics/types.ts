/** Messages are data: a code of the catalogue, its arguments and a place. The catalogue holds every text. */
import type { DiagnosticArgs, DiagnosticCode } from './catalogue';

/** `fatal` stops training and export; `warning` does not. */
export type Severity = 'error' | 'warning' | 'info';

export interface Place {
  readonly node?: string;
  readonly port?: string;
  readonly wire?: string;
  readonly layer?: string;
  readonly field?: string;
}

/** A cure by one click: document commands with their arguments, done as one step. */
export interface Fix {
  readonly label: string;
  readonly edits: readonly { readonly name: string; readonly args: unknown }[];
}

export interface Diagnostic<C extends DiagnosticCode = DiagnosticCode> {
  readonly code: C;
  readonly severity: Severity;
  readonly at: Place;
  readonly args: DiagnosticArgs<C>;
  readonly fixes?: readonly Fix[];
}
