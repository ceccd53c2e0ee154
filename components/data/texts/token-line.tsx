/** A text as its tokens: what the vocabulary does not hold is marked. */
import { Fragment } from 'react';
import { tokenKinds, type TokenKind } from '@/graph-engine/data/text/tokens/registry';
import { markNames } from '@/graph-engine/data/text/vocabulary';
import styles from './texts.module.css';

const marks: ReadonlySet<string> = new Set(markNames);

export function TokenLine({ tokens, kind }: { readonly tokens: readonly string[]; readonly kind: TokenKind }) {
  const { between } = tokenKinds[kind];
  return (
    <span>
      {tokens.map((token, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a token is its place
        <Fragment key={place}>
          {place > 0 && between}
          {marks.has(token) ? <span className={styles.mark}>{token}</span> : token.replaceAll('\n', '↵')}
        </Fragment>
      ))}
    </span>
  );
}
