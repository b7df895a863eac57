/** Asks again and again until `read` gives something other than null; throws with `what` when the limit is over. */
export async function awaitState<T>(what: string, limitMs: number, read: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + limitMs;
  let lastFault = '';
  for (;;) {
    try {
      const state = await read();
      if (state !== null) {
        return state;
      }
    } catch (error) {
      lastFault = ` Last fault: ${(error as Error).message}`;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${Math.round(limitMs / 1000)} s in vain for: ${what}.${lastFault}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
