/** Held-out texts: choose a token to hide it, and see what the model would put there. */
'use client';
import { useState } from 'react';
import { tokenKinds } from '@/graph-engine/data/text/tokens/registry';
import { tokenOf } from '@/graph-engine/data/text/vocabulary';
import { NoPicture } from '../previews/frame';
import { useLastResult, useView } from '../use-view';
import styles from './hidden-tokens.module.css';
import { useHiddenText } from './hides-tokens';

const TEXTS = 12;
interface Chosen {
  readonly item: number;
  readonly place: number;
  readonly id: number;
}

export function HiddenTokensView() {
  const text = useHiddenText();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const state = useView({ kind: 'hidden-tokens', count: TEXTS });
  const guessed = useLastResult(useView(chosen && { kind: 'token-guesses', item: chosen.item, place: chosen.place }), chosen !== null);
  const { result } = state;
  if (result?.kind !== 'hidden-tokens' || !text) return <NoPicture state={state} />;
  const { between } = tokenKinds[text.tokens];
  const isAt = (item: number, place: number): boolean => chosen?.item === item && chosen.place === place;
  return (
    <div className={styles.view}>
      <p className={styles.note}>Texts that were not trained on. Choose a token to hide it, and see what the model would put in its place.</p>
      <ol className={styles.texts} aria-label="Held-out texts">
        {result.texts.map(({ item, tokens }) => (
          <li key={item}>
            {tokens.map(({ id }, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- a token is its place
              <span key={place}>
                {place > 0 && between}
                <button type="button" aria-pressed={isAt(item, place)} onClick={() => setChosen(isAt(item, place) ? null : { item, place, id })}>
                  {isAt(item, place) ? '▁▁▁' : tokenOf(id, text.vocabulary).replaceAll('\n', '↵')}
                </button>
              </span>
            ))}
          </li>
        ))}
      </ol>
      {chosen && guessed?.kind === 'token-guesses' && (
        <ol className={styles.guesses} aria-label={`What the model takes “${tokenOf(chosen.id, text.vocabulary)}” for`}>
          {guessed.guesses.map(({ id, probability }) => (
            <li key={id} data-right={id === chosen.id || undefined}>
              <bdi>{tokenOf(id, text.vocabulary)}</bdi>
              <meter min={0} max={1} value={probability} aria-label={`${tokenOf(id, text.vocabulary)}: ${Math.round(100 * probability)} %`} />
              <span>{(100 * probability).toFixed(probability < 0.1 ? 1 : 0)} %</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
