import type { FlowName } from '#contracts/codes.ts';
import type { Flow } from './flow.ts';
import { fulfilmentFlow } from './fulfilment/index.ts';
import { inventoryFlow } from './inventory/index.ts';
import { ordersFlow } from './orders/index.ts';
import { productsFlow } from './products/index.ts';

/** The flows that exist, in the order in which `all` runs them. */
export const flows: readonly Flow[] = [productsFlow, inventoryFlow, ordersFlow, fulfilmentFlow] as readonly Flow[];

export const findFlow = (name: FlowName): Flow | undefined => flows.find((flow) => flow.name === name);
