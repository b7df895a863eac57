import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import { readSettings, savePause } from '../../api/routes.ts';
import { useSay } from '../../components/notices.tsx';
import { useFrame } from '../frame-context.ts';
import { spokenFault } from '../spoken-fault.ts';

/** Ends a pause before its time. Reads the newest revision first, so that nobody's newer change is overwritten. */
export function useGoOn(flow: string): { isBusy: boolean; start: () => Promise<void> } {
  const say = useSay();
  const { overview } = useFrame();
  const [isBusy, setIsBusy] = useState(false);
  const start = async () => {
    setIsBusy(true);
    try {
      const settings = await readSettings();
      await savePause(settings.revision, flow, null);
      say({ tone: 'good', text: __('The pause is over. The flow goes on with its next run.', 'cherry-bridge') });
      overview.again();
    } catch (fault) {
      say({ tone: 'fault', text: spokenFault(fault) });
    }
    setIsBusy(false);
  };
  return { isBusy, start };
}
