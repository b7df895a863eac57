export { planPass, runPass } from './pass.ts';
export { runService } from './service.ts';
export { armFaultPoints, type FaultPoint } from './fault-points.ts';
export type { EnginePorts, PassResult, PlanResult } from './passes.ts';
