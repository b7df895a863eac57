import { expect, test } from 'vitest';
import { startErpSimulator } from './index.ts';

test('a port in use stops the start with a sentence that names port and fix, and leaves nothing running', async () => {
  const first = await startErpSimulator({ port: 0, controlPort: 0, styles: 1, clock: 'virtual' });
  const taken = Number(new URL(first.controlUrl).port);
  await expect(startErpSimulator({ port: 0, controlPort: taken, styles: 1, clock: 'virtual' })).rejects.toThrow(
    `The control port ${taken} of the Blue Cherry simulator is in use by another program`,
  );
  await first.stop();
  const second = await startErpSimulator({ port: 0, controlPort: taken, styles: 1, clock: 'virtual' });
  await second.stop();
});

test('a bad profile stops the start with every fault', async () => {
  const profile = { orders: { mode: 'x' }, paging: { lists: 0 } };
  await expect(startErpSimulator({ port: 0, controlPort: 0, profile })).rejects.toThrow(
    /profile\.paging\.lists.*profile\.orders\.mode/,
  );
});

test('a plain start has 20 styles of 4 colours and 6 sizes, takes the key test, and shows machine time', async () => {
  const simulator = await startErpSimulator({ port: 0, controlPort: 0, noise: 'none' });
  const read = async (url: string): Promise<unknown> =>
    (await fetch(url, { headers: { 'Ocp-Apim-Subscription-Key': 'test' } })).json();
  const styles = (await read(`${simulator.url}/api/style?_pgsize=200&_include=all`)) as {
    data: { header: { styledetail: { rows: { stylecolorsizes: { 'rows-i': object[] } }[] } }[] };
  };
  const first = styles.data.header[0]!.styledetail.rows;
  expect([styles.data.header.length, first.length, first[0]!.stylecolorsizes['rows-i'].length]).toEqual([20, 4, 6]);
  const clock = (await read(`${simulator.controlUrl}/_sim/clock`)) as { result: { mode: string; rate: number } };
  expect(clock.result).toMatchObject({ mode: 'real', rate: 1 });
  await simulator.stop();
});
