/** Leads from the bar to the training form of the inspector. */
'use client';
import { Settings2 } from 'lucide-react';
import { select } from '@/components/studio-state/selection';
import { setPanel, useUi } from '@/components/studio-state/ui-store';
import { IconButton } from '@/components/ui/icon-button';

export function SettingsButton() {
  const phone = useUi((ui) => ui.phone);
  if (phone) return null;
  const show = (): void => {
    select({});
    setPanel('inspector', true);
  };
  return (
    <IconButton label="Training settings" onClick={show}>
      <Settings2 aria-hidden />
    </IconButton>
  );
}
