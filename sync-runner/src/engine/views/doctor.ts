import type { DoctorCheck, DoctorPorts } from './doctor-check.ts';
import { checkErp } from './doctor-erp.ts';
import { checkShop } from './doctor-shop.ts';

export type { DoctorCheck, DoctorPorts } from './doctor-check.ts';

/** Every precondition on both sides, each with its fix. Reads only; the sides are asked at the same time. */
export const readDoctor = async (ports: DoctorPorts): Promise<readonly DoctorCheck[]> => {
  const [shop, erp] = await Promise.all([checkShop(ports), checkErp(ports)]);
  return [...shop, ...erp];
};
