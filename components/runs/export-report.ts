/** The run that is open as one page of HTML, downloaded. */
import { writeReport } from '@/graph-engine/exchange/report/report';
import { pngsOf } from '@/graph-engine/exchange/shared/strip-png';
import { picturesOf } from '@/graph-engine/training/report-pictures';
import { fileName } from '@/components/persistence/download-document';
import { notify } from '@/components/studio-state/messages';
import { getStudio } from '@/components/studio-state/use-studio';
import { trainer } from '@/components/training/controller';
import { metricsLog } from '@/components/training/metrics-log';
import { sameRun } from '@/components/training/run-key';
import { listRuns } from '@/components/training/run-history';
import { canLook, getTraining, stepsTaken } from '@/components/training/use-training';
import { baselinesStore, figureBeside } from '@/components/training/baselines';
import { downloadBlob } from '@/components/ui/download-blob';

export async function exportReport(): Promise<void> {
  await trainer.settled();
  const { document } = getStudio();
  const training = getTraining();
  if (!canLook() || training.model?.documentId !== document.id || trainer.opened?.document.id !== document.id) return notify('There is no run to report', { tone: 'bad', description: 'Train the model first, or open one of the runs.' });
  const info = (await listRuns(document.id)).find((one) => sameRun(one, metricsLog.key));
  const { found, sessionKey } = baselinesStore.getState();
  const baselines = sessionKey === training.model.sessionKey ? found : (info?.baselines ?? null);
  const pictures = await picturesOf(trainer.view);
  const html = writeReport({
    document: trainer.opened.document,
    name: info?.remarks.name || document.name,
    note: info?.remarks.note ?? '',
    figures: training.model.figures,
    rows: metricsLog.recorded,
    baselines,
    model: baselines && figureBeside(baselines, metricsLog),
    step: stepsTaken(training),
    data: info?.about?.data ?? '–',
    made: new Date(),
    pictures: pngsOf(pictures),
  });
  downloadBlob(new Blob([html], { type: 'text/html' }), fileName(document.name, '.report.html'));
}
