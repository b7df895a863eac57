import { Component } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { clockText, fullClockText } from '../model/clock.ts';

export interface TimelineEvent {
  at_utc: string;
  who: string;
  what: string;
}

interface WooTimelineItem {
  date: Date;
  icon: ReactNode;
  headline: ReactNode;
  body: ReactNode[];
  hideTimestamp: boolean;
}
type WooTimeline = ComponentType<{ items: WooTimelineItem[]; orderBy?: 'asc' | 'desc' }>;

/** WooCommerce's own Timeline where the page has it; it is never bundled, and its absence is normal. */
function wooTimeline(): WooTimeline | undefined {
  const found = window.wc?.components?.['Timeline'];
  return typeof found === 'function' ? (found as WooTimeline) : undefined;
}

/** Who did what and when, newest first. The one wrapper of @woocommerce/components, with its own plain form. */
export function Timeline({ events, nowMs }: { events: TimelineEvent[]; nowMs: number }) {
  const Woo = wooTimeline();
  const plain = <PlainTimeline events={events} nowMs={nowMs} />;
  if (Woo === undefined) return plain;
  const items = events.map((event) => ({
    date: new Date(event.at_utc),
    icon: <span className="cb-timeline__dot" aria-hidden="true" />,
    headline: event.what,
    // Our own clock: WooCommerce's is the browser's, ours is the shop's.
    body: [`${clockText(event.at_utc, nowMs)} · ${event.who}`],
    hideTimestamp: true,
  }));
  return (
    <FallBack plain={plain}>
      <Woo items={items} orderBy="desc" />
    </FallBack>
  );
}

function PlainTimeline({ events, nowMs }: { events: TimelineEvent[]; nowMs: number }) {
  const newestFirst = [...events].sort((a, b) => b.at_utc.localeCompare(a.at_utc));
  return (
    <ol className="cb-timeline">
      {newestFirst.map((event) => (
        <li key={`${event.at_utc} ${event.what}`}>
          <time dateTime={event.at_utc} title={fullClockText(event.at_utc)}>
            {clockText(event.at_utc, nowMs)}
          </time>
          <span>
            {event.what} <span className="cb-muted">{event.who}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A shop version whose component breaks gets the plain form instead of an empty screen. */
class FallBack extends Component<{ plain: ReactNode; children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };
  static getDerivedStateFromError() {
    return { isBroken: true };
  }
  override render() {
    return this.state.isBroken ? this.props.plain : this.props.children;
  }
}
