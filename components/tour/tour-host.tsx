/** What lies over the studio at the first opening, and the tour whenever it is asked for. */
import { useTour } from '@/components/studio-state/tour-store';
import { Tour } from './tour';
import { Welcome } from './welcome';

export function TourHost() {
  const welcome = useTour((tour) => tour.welcome);
  const step = useTour((tour) => tour.step);
  if (step !== null) return <Tour step={step} />;
  return welcome ? <Welcome /> : null;
}
