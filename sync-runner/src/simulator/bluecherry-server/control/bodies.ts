import { z } from 'zod';

/** `[{"line_seq":1,"qty":1}]`; where the list is absent, all. */
export const LineAsk = z.strictObject({ line_seq: z.int(), qty: z.int().min(0) });
