/**
 * Named places where tests end the process: CHERRY_BRIDGE_FAULT_POINT names one, and the process is killed there as the
 * operating system would. Inert unless armed by compose.
 */
export type FaultPoint = 'before-enqueue' | 'after-enqueue' | 'after-sent' | 'after-answer' | 'after-finish';

let reached: (point: FaultPoint) => void = () => undefined;

export const armFaultPoints = (onReached: (point: FaultPoint) => void): void => {
  reached = onReached;
};

export const passFaultPoint = (point: FaultPoint): void => reached(point);
