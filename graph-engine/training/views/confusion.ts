import { columnPorts } from '../../data/columns/ports';
import { classifiersOf, type FoundClassifier } from '../../inspect/classifiers';
import { confusionOf, type Confusion } from '../../inspect/confusion';
import type { Session } from '../session';
import type { ItemRows, SessionData } from '../session-data';
import { nothing, type ViewOf } from './definition';
import { heldOut, tapsOf } from './model';

/** What the classes are called: the labels by the data of the model, a column by the document, else by their numbers. */
export const labelNamesOf = (session: Session, { label, classes }: FoundClassifier): readonly string[] => {
  const feed = session.data.feeds.get(label.node);
  const port = label.tap.slice(label.node.length + 1);
  const column = feed && columnPorts(feed.settings.columns).find(({ id }) => id === port)?.column;
  const names = column ? column.names : feed?.table.labelNames;
  return Array.from({ length: classes }, (_, i) => names?.[i] ?? String(i));
};

/** How a Classifier tells the labels of these rows. */
export async function confusionFor(of: { readonly session: Session; readonly data: SessionData }, { logits, label, classes }: FoundClassifier, rows: ItemRows): Promise<Confusion> {
  const [given, known] = await tapsOf(of, [logits, label.tap], rows);
  return confusionOf(given!.values, known!.values, classes, label.indices);
}

export const confusion: ViewOf<'confusion'> = async (context, { count, about }) => {
  const { session } = context;
  const found = classifiersOf(session.document, session.analysis);
  const classifier = found.find(({ node }) => node === about) ?? found[0];
  if (!classifier) return nothing('This graph has no Classifier; add one, and wire features and the label of the Dataset to it, to see which label it takes for which.');
  const { counts, unknown } = await confusionFor(context, classifier, heldOut(context, count));
  return { kind: 'confusion', node: classifier.node, classifiers: found.map(({ node, name }) => ({ node, name })), names: labelNamesOf(session, classifier), counts, unknown };
};
