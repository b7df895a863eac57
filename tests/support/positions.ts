import { call } from './shop-access.ts';

export interface PositionAnswer {
  rows: Array<{
    sku: string;
    product_id: number | null;
    outcome: string;
    reason: string | null;
    stock_before: number | null;
    stock_after: number | null;
  }>;
}

/** One `POST positions`, rows as sku and position; every row offers adoption, which the plugin ignores once it knows the SKU. */
export async function postPositions(
  shopUrl: string,
  auth: string,
  generation: number,
  rows: Array<{ sku: string; position: number }>,
): Promise<PositionAnswer> {
  const answer = await call<PositionAnswer & { message?: string }>(
    'POST',
    `${shopUrl}/wp-json/wc-cherry-bridge/v1/positions`,
    {
      auth,
      timeoutMs: 120_000,
      body: {
        version: 1,
        generation,
        rows: rows.map(({ sku, position }) => ({
          sku,
          position,
          adopt: { uncontained: 0 },
          why: {
            ats: position,
            as_of_utc: '2026-01-01T00:00:00Z',
            snapshot_id: `S${generation}`,
            contained: 0,
            in_flight: 0,
            in_flight_orders: [],
            held_back: 0,
            candidates: [],
            position,
          },
        })),
      },
    },
  );
  if (answer.status !== 200) {
    throw new Error(
      `POST positions answered ${answer.status}: ${answer.body.message ?? JSON.stringify(answer.body).slice(0, 300)}`,
    );
  }
  return answer.body;
}
