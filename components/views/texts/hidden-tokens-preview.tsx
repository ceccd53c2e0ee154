/** Held-out texts with some tokens hidden: as the network sees them, or with what it takes those for. */
'use client';
import { Fragment } from 'react';
import { tokenKinds } from '@/graph-engine/data/text/tokens/registry';
import { tokenOf } from '@/graph-engine/data/text/vocabulary';
import type { SeenToken } from '@/graph-engine/training/protocol';
import { NoPicture, previewPace } from '../previews/frame';
import { useOwn } from '../previews/use-own';
import { useView } from '../use-view';
import styles from './hidden-tokens.module.css';
import { useHiddenText } from './hides-tokens';

const TEXTS = 5;

export function HiddenTokensPreview({ visible, shows }: { readonly visible: boolean; readonly shows: 'seen' | 'guessed' }) {
  const text = useHiddenText();
  const own = useOwn();
  const state = useView({ kind: 'hidden-tokens', count: TEXTS, ...own }, previewPace(visible));
  const { result } = state;
  if (result?.kind !== 'hidden-tokens' || !text) return <NoPicture state={state} />;
  const shown = ({ id, seen, guesses }: SeenToken) => {
    if (!guesses) return tokenOf(id, text.vocabulary);
    const told = shows === 'seen' ? seen : guesses[0]!.id;
    const is = shows === 'seen' ? 'chosen' : told === id ? 'right' : 'wrong';
    return (
      <span className={styles.token} data-is={is} title={`It is “${tokenOf(id, text.vocabulary)}”`}>
        {shows === 'seen' && told === 2 ? '▁▁' : tokenOf(told, text.vocabulary)}
      </span>
    );
  };
  return (
    <>
      <ol className={styles.texts} aria-label={shows === 'seen' ? 'Texts with hidden tokens' : 'What is guessed at the hidden places'}>
        {result.texts.map(({ item, tokens }) => (
          <li key={item}>
            {tokens.map((token, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- a token is its place
              <Fragment key={place}>
                {place > 0 && tokenKinds[text.tokens].between}
                {shown(token)}
              </Fragment>
            ))}
          </li>
        ))}
      </ol>
      {shows === 'guessed' && <p className={styles.note}>{rightOf(result.texts.flatMap(({ tokens }) => tokens))}</p>}
    </>
  );
}
function rightOf(tokens: readonly SeenToken[]): string {
  const chosen = tokens.filter(({ guesses }) => guesses !== null);
  return `${chosen.filter(({ id, guesses }) => guesses![0]!.id === id).length} of ${chosen.length} guessed right`;
}
