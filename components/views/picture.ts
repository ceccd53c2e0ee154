/** What one place shows of a request: the newest state while it is awake, else the one it fell asleep with. */
import type { ViewFeed, ViewState } from '@/components/training/view-feed';

export class Picture {
  private state: ViewState = { result: null, error: null, stale: false };

  /** Without a key there is nothing to show. */
  constructor(
    private readonly feed: Pick<ViewFeed, 'read'>,
    private readonly key: string | null,
  ) {}

  read(awake: boolean): ViewState {
    if (this.key && awake) this.state = this.feed.read(this.key);
    return this.state;
  }
}
