/** Catches a fault of one panel, reports it, and offers to draw the panel again. */
import { Component, type ReactNode } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import styles from './slots.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

export class PanelBoundary extends Component<Props, { readonly fault: Error | null }> {
  override state: { readonly fault: Error | null } = { fault: null };

  static getDerivedStateFromError(error: unknown): { fault: Error } {
    return { fault: error instanceof Error ? error : new Error(`internal: ${String(error)}`) };
  }

  override componentDidCatch(error: unknown): void {
    reportFault(error);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <div className={styles.broken} role="alert">
        <strong>{this.props.title} stopped working.</strong>
        <span>Your document is safe. Draw the panel again; if that fails, undo the last step or reload the page.</span>
        <code>{fault.message}</code>
        <Button onClick={() => this.setState({ fault: null })}>Draw it again</Button>
      </div>
    );
  }
}
