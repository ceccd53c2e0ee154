/** What a Decoder turns the data into where no Loss says what it should be: pictures of another set, over those that they were made from. */
import { findTranslation } from '@/graph-engine/inspect/roles';
import { partOfStrip } from '@/graph-engine/training/image-strip';
import { useAnalysis, useStudio } from '@/components/studio-state/use-studio';
import type { ViewState } from '@/components/training/view-feed';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import type { PreviewProps } from './preview-props';
import { useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { LargePicture } from './large-picture';
import { useFollowed } from './use-followed';
import { useOwn } from './use-own';

const COUNT = 6;
const NOT_FROM_DATA: ViewState = { result: { kind: 'none', reason: 'No data lead here; Samples shows what it draws' }, error: null, stale: false };
export function TranslationPreview({ nodeId, visible, width }: PreviewProps) {
  const taps = useStudio(({ document, analysis }) => {
    const found = findTranslation(document, analysis, nodeId);
    return found ? `${found.data.tap} ${found.output.tap}` : '';
  });
  const sound = useAnalysis((analysis) => analysis.sound);
  const ports = taps === '' ? [] : taps.split(' ');
  const pace = previewPace(visible);
  const own = useOwn();
  const state = useView(ports.length > 0 ? { kind: 'follow', taps: ports, count: COUNT + 1, of: 'held-out', ...own } : null, pace);
  const followed = useFollowed(ports, pace);
  const { result } = state;
  if (result?.kind !== 'follow') return <NoPicture state={ports.length > 0 || !sound ? state : NOT_FROM_DATA} />;
  const [data, drawn] = ports.map((port) => result.ports[port]) as [typeof result.ports[string], typeof result.ports[string]];
  if (!data || !drawn) return <NoPicture state={{ ...state, result: null }} />;
  const shown = followed ? followed.ports : { [ports[0]!]: partOfStrip(data, 0), [ports[1]!]: partOfStrip(drawn, 0) };
  const look = { columns: COUNT, cell: Math.floor((width + 2) / COUNT) - 2, gap: 2, tellsContrast: false };
  return (
    <>
      <LargePicture width={width} original={shown[ports[0]!]!} made={shown[ports[1]!]!} labels={{ original: 'The item', made: 'What is drawn from it' }}>
        {followed && <span>item {followed.chosen.item.toLocaleString('en')}</span>}
        <span>drawn from it</span>
      </LargePicture>
      {data.count > 1 && (
        <>
          <ImageGrid strip={partOfStrip(data, 1, COUNT)} label="Held-out items" range={rangeOf(data.values)} {...look} />
          <ImageGrid strip={partOfStrip(drawn, 1, COUNT)} label="What is drawn from them" range={rangeOf(drawn.values)} {...look} />
        </>
      )}
    </>
  );
}
