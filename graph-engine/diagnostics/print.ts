import { catalogue, type DiagnosticArgs, type DiagnosticCode } from './catalogue';
import { printable } from './printable';
import type { Diagnostic, Fix, Place, Severity } from './types';

const fill = (template: string, args: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (args[name] === undefined ? whole : printable(args[name])));

/** The message and its cure as two sentences of plain text. */
export function printDiagnostic(diagnostic: Diagnostic): { readonly message: string; readonly cure: string } {
  const { text, cure } = catalogue[diagnostic.code];
  return { message: fill(text, diagnostic.args), cure: fill(cure, diagnostic.args) };
}

export function diagnostic<C extends DiagnosticCode>(
  code: C,
  at: Place,
  args: DiagnosticArgs<C>,
  options: { readonly severity?: Severity; readonly fixes?: readonly Fix[] } = {},
): Diagnostic {
  return { code, severity: options.severity ?? 'error', at, args: args as DiagnosticArgs<DiagnosticCode>, fixes: options.fixes };
}
