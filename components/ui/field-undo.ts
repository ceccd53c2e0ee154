/**
 * Undo and redo of a text field stay in the field. A browser keeps one list of edits for the whole page, and goes on in another field, unseen, when
 * this one has none left; and it forgets the edits of a field whose text is written anew. Here each field has a list, from when it gets the focus.
 */

interface Edits {
  readonly past: string[];
  readonly future: string[];
  text: string;
  /** When the last edit was; long ago where the next one begins anew. */
  at: number;
}

const kinds = new Set(['text', 'search', 'number', 'email', 'url', 'tel']);
type TextField = HTMLInputElement | HTMLTextAreaElement;

function fieldOf(target: EventTarget | null): TextField | null {
  const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && kinds.has(target.type));
  // The code panel's editor has a list of its own.
  return isText && !target.readOnly && !target.closest('[role="code"]') ? target : null;
}

/** Letters that follow each other within this many milliseconds are taken back together. */
const pause = 700;

/** Writes as a hand would, so that whoever listens to the field hears of it. */
function write(field: TextField, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  // React watches the value of the element itself; the setter of its kind goes past that.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Begins to listen; gives back what ends it. */
export function keepFieldUndo(page: Document): () => void {
  let focused: { readonly field: TextField; readonly edits: Edits } | null = null;
  let writing = false;
  const begin = (target: EventTarget | null): void => {
    const field = fieldOf(target);
    focused = field && { field, edits: { past: [], future: [], text: field.value, at: -Infinity } };
  };
  const onInput = (event: Event): void => {
    if (!focused || event.target !== focused.field || writing) return;
    const { field, edits } = focused;
    if (event.timeStamp - edits.at > pause || edits.past.length === 0) edits.past.push(edits.text);
    edits.future.length = 0;
    edits.text = field.value;
    edits.at = event.timeStamp;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!focused || event.target !== focused.field || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    const { field, edits } = focused;
    if (field.value !== edits.text) {
      // Changed by a key or a slider, without a word.
      edits.past.push(edits.text);
      edits.text = field.value;
    }
    const [from, to] = key === 'y' || event.shiftKey ? [edits.future, edits.past] : [edits.past, edits.future];
    const text = from.pop();
    if (text === undefined) return;
    to.push(edits.text);
    edits.text = text;
    edits.at = -Infinity;
    writing = true;
    write(field, text);
    writing = false;
  };
  const onFocus = (event: FocusEvent): void => begin(event.target);
  begin(page.activeElement);
  page.addEventListener('focusin', onFocus);
  page.addEventListener('input', onInput, true);
  page.addEventListener('keydown', onKey, true);
  return () => {
    page.removeEventListener('focusin', onFocus);
    page.removeEventListener('input', onInput, true);
    page.removeEventListener('keydown', onKey, true);
  };
}
