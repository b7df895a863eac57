import { __, sprintf } from '@wordpress/i18n';
import { useFrame } from './frame-context.ts';

/** Where actions are absent, the screen says so and whom to ask. */
export function LookOnly({ mayAct }: { mayAct: boolean }) {
  const { boot } = useFrame();
  if (mayAct) return null;
  const askers = boot.askers.slice(0, 2).join(` ${__('or', 'cherry-bridge')} `);
  return (
    <p className="cb-note">
      {askers === ''
        ? __('You can look, not change. Ask a person with the right to manage Cherry Bridge.', 'cherry-bridge')
        : sprintf(/* translators: %s: names */ __('You can look, not change. Ask %s.', 'cherry-bridge'), askers)}
    </p>
  );
}
