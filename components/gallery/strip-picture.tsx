/** What a template shows after its training: rows of pictures, or two histograms of scores. */
import { stripItems, type Strip } from './strips';
import styles from './gallery.module.css';

const HEIGHT = 100;

function Bars({ usual, unusual }: { readonly usual: readonly number[]; readonly unusual: readonly number[] }) {
  const outline = (bins: readonly number[]): string => `M0 ${HEIGHT}${bins.map((count, bin) => `V${HEIGHT - (count / 1000) * (HEIGHT - 6)}H${bin + 1}`).join('')}V${HEIGHT}Z`;
  return (
    <figure className={styles.bars} aria-hidden>
      <svg viewBox={`0 0 ${usual.length} ${HEIGHT}`} preserveAspectRatio="none">
        <path d={outline(usual)} className={styles.usual} />
        <path d={outline(unusual)} className={styles.unusual} />
      </svg>
      <figcaption>
        <span className={styles.usual}>usual</span>
        <span className={styles.unusual}>unusual</span>
        <span>score →</span>
      </figcaption>
    </figure>
  );
}

/** Of a PNG file in base64: the width stands in its bytes 16 to 19. */
const widthOf = (png: string): number => Uint8Array.from(atob(png.slice(0, 32)), (letter) => letter.charCodeAt(0)).subarray(16, 20).reduce((width, byte) => width * 256 + byte, 0);

/** Its items side by side, cut out of one picture; the few pixels of a tiny one stay square. */
function Items({ png }: { readonly png: string }) {
  const backgroundImage = `url(data:image/png;base64,${png})`;
  const tiny = widthOf(png) / stripItems < 12;
  return Array.from({ length: stripItems }, (_, item) => (
    <i key={item} data-tiny={tiny || undefined} style={{ backgroundImage, backgroundSize: `${stripItems * 100}% 100%`, backgroundPosition: `${(item / (stripItems - 1)) * 100}% 0` }} />
  ));
}

export function StripPicture({ strip }: { readonly strip: Strip }) {
  if ('bars' in strip) return <Bars {...strip.bars} />;
  return (
    <span className={styles.strip} aria-hidden>
      {strip.rows.map(({ label, png }) => (
        <span key={label} className={styles.stripRow}>
          <small>{label}</small>
          <Items png={png} />
        </span>
      ))}
    </span>
  );
}
