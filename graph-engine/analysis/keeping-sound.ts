/** A cure that comes from elsewhere than the checks (what a file holds, how a run ended), with the cures of what it would break: a cross-entropy does not go with standardised data. */
import { catalogue } from '../catalogue';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { isRefusal, runCommands } from '../document/run-commands';
import type { HourglassDocument } from '../document/types';
import { analyseUncured } from './look';

const most = 4;
const keyOf = ({ code, at, args }: Diagnostic): string => JSON.stringify([code, at, args]);

export function keepingSound(document: HourglassDocument, fix: Fix): Fix {
  const { diagnostics, sound } = analyseUncured(document);
  // Of a document that is broken its own messages speak.
  if (!sound) return fix;
  const before = new Set(diagnostics.map(keyOf));
  let whole = fix;
  for (let i = 0; i < most; i++) {
    const change = runCommands(document, whole.edits, catalogue);
    if (isRefusal(change)) return fix;
    const news = analyseUncured(change.document).diagnostics.find((one) => !before.has(keyOf(one)) && one.fixes?.length);
    const [next] = news?.fixes ?? [];
    // Taking back what was asked for is no help.
    if (!next || next.edits.some((edit) => fix.edits.some((own) => same(own, edit)))) return whole;
    whole = { label: `${whole.label} and ${next.label.charAt(0).toLowerCase()}${next.label.slice(1)}`, edits: [...whole.edits, ...next.edits] };
  }
  return whole;
}

/** Whether both set one and the same field. */
function same(a: Fix['edits'][number], b: Fix['edits'][number]): boolean {
  const target = ({ name, args }: Fix['edits'][number]): string => {
    const { value: _, ...rest } = args as Readonly<Record<string, unknown>>;
    return JSON.stringify([name, rest]);
  };
  return target(a) === target(b);
}
