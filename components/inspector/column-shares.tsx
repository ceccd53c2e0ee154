/** What each column gives to the error that a Loss makes small, while the model is trained. */
import { ColumnSharesList } from '@/components/views/column-shares-list';
import { sharesRequest } from '@/components/views/shares-request';
import { useView } from '@/components/views/use-view';
import { Section } from './section';

const MOST = 12;

export function ColumnShares() {
  const { result } = useView(sharesRequest, 1000);
  if (result?.kind !== 'column-shares') return null;
  return (
    <Section title="Share of each column">
      <ColumnSharesList columns={result.columns} most={MOST} />
    </Section>
  );
}
