import type { ViewRequest, ViewResult } from '../protocol';
import { anomalies, anomalyRows } from './anomalies';
import { anomalyBaseline } from './anomaly-baseline';
import { baselinesView, rebuiltView } from './baselines';
import { columnSharesView } from './column-shares';
import { codeGrid } from './code-grid';
import { codeMap } from './code-map';
import { codeUseView } from './code-use';
import { confusion } from './confusion';
import type { ViewContext, ViewOf } from './definition';
import { decodePoint, interpolation } from './explore';
import { follow } from './follow';
import { hiddenTokens, tokenGuesses } from './hidden-tokens';
import { items } from './items';
import { reconstructions } from './reconstructions';
import { samples } from './samples';
import { tap } from './tap';
import { traversal } from './traversal';

const views = {
  reconstructions,
  'code-map': codeMap,
  samples,
  traversal,
  interpolation,
  'code-use': codeUseView,
  confusion,
  'column-shares': columnSharesView,
  decode: decodePoint,
  items,
  anomalies,
  'anomaly-rows': anomalyRows,
  'anomaly-baseline': anomalyBaseline,
  baselines: baselinesView,
  rebuilt: rebuiltView,
  tap,
  follow,
  'hidden-tokens': hiddenTokens,
  'token-guesses': tokenGuesses,
  'code-grid': codeGrid,
} satisfies { readonly [K in ViewRequest['kind']]: ViewOf<K> };

export function view(context: ViewContext, request: ViewRequest): Promise<ViewResult> {
  const render = views[request.kind] as (context: ViewContext, request: ViewRequest) => Promise<ViewResult>;
  return render(context, request);
}
