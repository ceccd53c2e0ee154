/** The tokens that a Dataset tells apart, with how often each stands in its texts. */
import { useMemo, useState } from 'react';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { FIRST, UNKNOWN } from '@/graph-engine/data/text/vocabulary';
import { Pages } from '../browse/rows-table';
import styles from './texts.module.css';

const PER_PAGE = 300;
/** Blanks and line ends have no look of their own. */
const shown = (token: string): string => (token === ' ' ? '␣' : token.replaceAll('\n', '↵'));

export function VocabularyPage({ table }: { readonly table: DataTable }) {
  const [from, setFrom] = useState(0);
  const vocabulary = table.text!.vocabulary;
  const counts = useMemo(() => {
    const found = new Uint32Array(vocabulary.length + FIRST);
    for (const id of mustBeInMemory(table).values) found[id]!++;
    return found;
  }, [table, vocabulary]);
  return (
    <>
      <p>
        {vocabulary.length.toLocaleString('en')} {table.text!.tokens}, and how often each is in the texts
        {counts[UNKNOWN]! > 0 ? `; ${counts[UNKNOWN]!.toLocaleString('en')} more are unknown` : ''}.
      </p>
      <div className={styles.box}>
        <ol className={styles.words} aria-label={`Vocabulary of ${table.name}`}>
          {vocabulary.slice(from, from + PER_PAGE).map((token, i) => (
            <li key={token}>
              <bdi title={shown(token)}>{shown(token)}</bdi>
              <span className={styles.number}>{counts[from + i + FIRST]!.toLocaleString('en')}</span>
            </li>
          ))}
        </ol>
      </div>
      <Pages from={from} perPage={PER_PAGE} total={vocabulary.length} what="Tokens" go={setFrom} />
    </>
  );
}
