/** One item and what the model makes of it, large, over a strip of others; where nobody says what it should be, what it turns the data into. */
'use client';
import { lazy } from 'react';
import { partOfStrip } from '@/graph-engine/training/image-strip';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import { useFollowedPlace } from '@/components/studio-state/followed';
import type { PreviewProps } from './preview-props';
import { printCode } from '../print-code';
import { useGuessesTokens } from '../texts/hides-tokens';
import { useLastResult, useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { errorBetween, LargePicture } from './large-picture';
import { useAbout, useRoles } from './use-about';
import { useFollowed } from './use-followed';
import { useOwn } from './use-own';

const HiddenTokensPreview = lazy(async () => ({ default: (await import('../texts/hidden-tokens-preview')).HiddenTokensPreview }));
const TranslationPreview = lazy(async () => ({ default: (await import('./translation-preview')).TranslationPreview }));

const COUNT = 6;
export function ReconstructionsPreview({ nodeId, visible, width }: PreviewProps) {
  const about = useAbout(nodeId, 'output');
  const roles = useRoles(nodeId, 'output');
  const guesses = useGuessesTokens(nodeId);
  const isCompared = roles.output?.node === nodeId;
  if (guesses) return <HiddenTokensPreview visible={visible} shows="guessed" />;
  if (!isCompared) return <TranslationPreview nodeId={nodeId} visible={visible} width={width} />;
  return <Compared about={about} roles={roles} visible={visible} width={width} />;
}

interface ComparedProps extends Omit<PreviewProps, 'nodeId'> {
  readonly about: ReturnType<typeof useAbout>;
  readonly roles: ReturnType<typeof useRoles>;
}
function Compared({ about, roles, visible, width }: ComparedProps) {
  const pace = previewPace(visible);
  const state = useView({ kind: 'reconstructions', count: 24, ...useOwn(), ...about }, pace);
  const { data, output, code } = roles;
  const followed = useFollowed(data && output ? [data.tap, output.tap] : [], pace);
  const place = useFollowedPlace();
  const isHere = place !== null && place.node === code?.node;
  const decoded = useLastResult(useView(isHere ? { kind: 'decode', code: place.code, ...about } : null, visible ? 0 : pace), isHere);
  const { result } = state;
  if (result?.kind !== 'reconstructions') return <NoPicture state={state} />;
  const chosen = followed && { input: followed.ports[data!.tap]!, output: followed.ports[output!.tap]! };
  const shown = chosen ?? { input: partOfStrip(result.input, 0), output: partOfStrip(result.output, 0) };
  // The first is shown large already, unless another item is.
  const from = chosen ? 0 : 1;
  const strips = { input: partOfStrip(result.input, from, COUNT), output: partOfStrip(result.output, from, COUNT) };
  const look = { columns: COUNT, cell: Math.floor((width + 2) / COUNT) - 2, gap: 2, range: rangeOf(strips.input.values) };
  return (
    <>
      {isHere && decoded?.kind === 'decode' ? (
        <LargePicture width={width} original={null} made={decoded.images} labels={{ original: '', made: 'The place of the code, decoded' }}>
          <span>decoded from</span>
          <b>{printCode(place.code)}</b>
        </LargePicture>
      ) : (
        <LargePicture width={width} original={shown.input} made={shown.output} labels={{ original: 'The item', made: 'Its reconstruction' }}>
          {followed && <span>item {followed.chosen.item.toLocaleString('en')}</span>}
          <span title="The squared differences between input and output">
            <b>{print(errorBetween(shown.input, shown.output, result.per))}</b> {result.unit}
          </span>
        </LargePicture>
      )}
      {strips.input.count > 0 && (
        <>
          <ImageGrid strip={strips.input} label="Held-out items" tellsContrast={false} {...look} />
          <ImageGrid strip={strips.output} label="Their reconstructions" {...look} />
        </>
      )}
    </>
  );
}
/** Two or three digits, in few enough characters for the narrow column beside the picture. */
function print(error: number): string {
  if (!Number.isFinite(error)) return '—';
  return error !== 0 && error < 1e-3 ? error.toExponential(1) : error.toLocaleString('en', { maximumSignificantDigits: error < 100 ? 2 : 3 });
}
