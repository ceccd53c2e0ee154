/** One template: its drawing, what it shows after training, its figure beside that of simpler means, and how long that takes. */
import { Clock, Target } from 'lucide-react';
import { useMemo } from 'react';
import { GraphPicture } from '@/components/pictures/graph-picture';
import type { TemplateDefinition } from '@/templates/definition';
import type { FigureWords } from './quality';
import { StripPicture } from './strip-picture';
import type { Strip } from './strips';
import styles from './gallery.module.css';

export interface Card {
  readonly template: TemplateDefinition;
  /** Its place in the order of the lecture. */
  readonly place: number;
  /** What was measured of it; null where nothing was. */
  readonly measured: FigureWords | null;
  readonly strip: Strip | null;
}

/** A sentence that says little alone takes the next one with it. */
const SHORT = 60;
/** What it is; the rest waits in the lesson. */
function beginning(text: string): string {
  const [first = text, second = ''] = text.match(/\S.*?[.:](?=\s|$)/g) ?? [];
  return (first.length < SHORT && second ? `${first} ${second}` : first).replace(/:$/, '.');
}

export function TemplateCard({ card: { template, measured, place, strip }, onOpen }: { readonly card: Card; readonly onOpen: () => void }) {
  const document = useMemo(() => template.create(), [template]);
  return (
    <li className={styles.card}>
      <button type="button" className={styles.open} onClick={onOpen} data-testid={`template-${template.id}`}>
        {strip && <StripPicture strip={strip} />}
        <span className={styles.words}>
          <span className={styles.titleRow}>
            <strong>
              <i className="tabular">{place}</i>
              {template.title}
            </strong>
            <GraphPicture document={document} className={styles.picture} />
          </span>
          <span className={styles.paragraph}>{beginning(template.paragraph)}</span>
          {measured && (
            <span className={styles.figure} title={measured.how}>
              <Target aria-hidden />
              <span>
                <b>{measured.figure}</b> {measured.beside}
              </span>
            </span>
          )}
          <span className={styles.foot}>
            <span className={styles.tags}>
              {template.tags.map((tag) => (
                <span key={tag}>{tag}</span>
              ))}
            </span>
            {measured && (
              <span className={styles.takes} title="Of training on two processors">
                <Clock aria-hidden /> {measured.takes}
              </span>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
