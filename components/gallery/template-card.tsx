/** One template: picture, paragraph, what to look for, and its figure beside that of simpler means. */
import { Eye, Target } from 'lucide-react';
import { useMemo } from 'react';
import { GraphPicture } from './graph-picture';
import type { TemplateDefinition } from '@/templates/definition';
import type { FigureWords } from './quality';
import styles from './gallery.module.css';

export interface TemplateCardProps {
  readonly template: TemplateDefinition;
  /** What was measured of it; null where nothing was. */
  readonly measured: FigureWords | null;
  readonly place: number;
  readonly onOpen: () => void;
}

export function TemplateCard({ template, measured, place, onOpen }: TemplateCardProps) {
  const document = useMemo(() => template.create(), [template]);
  return (
    <li className={styles.card}>
      <button type="button" className={styles.open} onClick={onOpen} data-testid={`template-${template.id}`}>
        <GraphPicture document={document} />
        <span className={styles.words}>
          <strong>
            <i className="tabular">{place}</i>
            {template.title}
          </strong>
          <span className={styles.paragraph}>{template.paragraph}</span>
          <span className={styles.look}>
            <Eye aria-hidden />
            <span>{template.lookFor}</span>
          </span>
          {measured && (
            <span className={styles.figure} title={measured.how}>
              <Target aria-hidden />
              <span>
                <b>{measured.figure}</b> {measured.beside}
              </span>
            </span>
          )}
          <small>{template.source}</small>
        </span>
      </button>
    </li>
  );
}
