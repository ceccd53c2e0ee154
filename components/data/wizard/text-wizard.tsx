/** A text: what its items and tokens are, with the first of them, before it is used. */
import { textItemIds, textItems, type TextItem } from '@/graph-engine/data/text/items/registry';
import { textLimits, usualText, type TextOptions } from '@/graph-engine/data/text/reading';
import { tokenKindIds, tokenKinds, type TokenKind } from '@/graph-engine/data/text/tokens/registry';
import { Modal } from '@/components/ui/modal';
import { TextRows } from '../texts/text-rows';
import { Noticed } from './noticed';
import { WholeNumber } from './whole-number';
import { WizardFooter } from './wizard-footer';
import { answer, type TextQuestion } from './wizard-store';
import styles from './wizard.module.css';

const SHOWN = 8;

export function TextWizard({ question, busy }: { readonly question: TextQuestion; readonly busy: number | null }) {
  const { table, name, reading, problem, text } = question;
  const change = (part: TextOptions): void => answer({ kind: 'again', reading: { ...reading, text: { ...text, ...part } } });
  const leave = (): void => answer({ kind: 'leave' });
  const [one, several] = textItems[text.items].noun;
  return (
    <Modal
      title={`Use ${name}`}
      purpose={`${table.count.toLocaleString('en')} ${table.count === 1 ? one : several} of at most ${text.places.toLocaleString('en')} ${text.tokens}, of which ${table.text!.vocabulary.length.toLocaleString('en')} are told apart.`}
      onClose={leave}
      footer={<WizardFooter busy={busy} problem={problem} leave={leave} use={() => answer({ kind: 'use', columns: [], params: {}, validation: null })} />}
    >
      <div className={styles.form}>
        <fieldset className={styles.fields} disabled={busy !== null}>
          <label className={styles.field}>
            <span>Each item is one of its</span>
            <select aria-label="Items of the text" value={text.items} title={textItems[text.items].help} onChange={(event) => change({ items: event.target.value as TextItem, places: 0 })}>
              {textItemIds.map((id) => (
                <option key={id} value={id}>
                  {textItems[id].noun[1]}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.field}>
            <span>Tokens</span>
            <select aria-label="Tokens of the text" value={text.tokens} title={tokenKinds[text.tokens].help} onChange={(event) => change({ tokens: event.target.value as TokenKind, lowerCase: event.target.value === 'words', places: 0 })}>
              {tokenKindIds.map((id) => (
                <option key={id} value={id}>
                  {tokenKinds[id].title.toLowerCase()}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.field}>
            <span>Capitals</span>
            <select aria-label="Capital letters" value={text.lowerCase ? 'small' : 'kept'} onChange={(event) => change({ lowerCase: event.target.value === 'small' })}>
              <option value="small">as small letters</option>
              <option value="kept">told apart</option>
            </select>
          </label>
          {text.items === 'windows' ? (
            <WholeNumber label="Tokens of a window" value={text.window} limits={textLimits.window} onChange={(window) => change({ window, places: 0 })} />
          ) : (
            <WholeNumber label={`Most ${text.tokens} of an item`} value={text.places} limits={[1, textLimits.places[1]]} onChange={(places) => change({ places })} />
          )}
          <WholeNumber label="Vocabulary at most" value={text.most ?? usualText.most} limits={textLimits.most} onChange={(most) => change({ most })} />
        </fieldset>
        <TextRows table={table} count={SHOWN} label={`The first ${several}`} />
        <Noticed notes={table.notes} />
      </div>
    </Modal>
  );
}
