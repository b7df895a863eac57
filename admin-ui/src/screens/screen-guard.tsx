import { __ } from '@wordpress/i18n';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { ScreenError } from '../api/request.ts';
import { FaultNote } from '../components/fault-note.tsx';

/** A screen that cannot be drawn or loaded says so in its place; sentence and tabs stay usable. */
export class ScreenGuard extends Component<{ children: ReactNode }, { fault: ScreenError | null }> {
  override state: { fault: ScreenError | null } = { fault: null };

  static getDerivedStateFromError(fault: unknown) {
    const detail = fault instanceof Error ? fault.message : String(fault);
    return {
      fault: new ScreenError(
        __('Nothing was changed.', 'cherry-bridge'),
        0,
        __('Reload the page.', 'cherry-bridge'),
        detail,
      ),
    };
  }

  override render() {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    const what = __('This screen could not be shown.', 'cherry-bridge');
    return <FaultNote fault={fault} what={what} onAgain={() => window.location.reload()} />;
  }
}
