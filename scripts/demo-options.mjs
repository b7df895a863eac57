import { parseArgs } from 'node:util';

export const DEMO_USAGE = `npm run demo -- [options]
  --shop auto|woocommerce|stand-in   which shop (auto: real WooCommerce if one is at hand, else the stand-in)
  --story                            run the scripted story, print its table, exit 0 or 1
  --styles N                         size of the catalogue (20)
  --seed N                           seed of everything random in the ERP (1)
  --port N                           first port (4000): ERP +10, its control +11, shop +20, its control +21, metrics +30
  --data DIR                         where data lives; default a temporary folder, removed at the end`;

/** Reads the options before anything is installed; throws one sentence that names every fault. */
export function parseDemoOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      shop: { type: 'string', default: 'auto' },
      story: { type: 'boolean', default: false },
      styles: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      port: { type: 'string', default: '4000' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return 'help';
  }
  const faults = [];
  const readNumber = (name, min, max) => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < min || number > max) {
      faults.push(`--${name} wants a whole number from ${min} to ${max}, not ${values[name]}`);
    }
    return number;
  };
  const options = {
    shop: values.shop,
    isStory: values.story,
    styles: readNumber('styles', 1, 5000),
    seed: readNumber('seed', 0, 2 ** 31 - 1),
    port: readNumber('port', 1024, 65000),
    dataDir: values.data,
  };
  if (!['auto', 'woocommerce', 'stand-in'].includes(values.shop)) {
    faults.push(`--shop wants auto, woocommerce or stand-in, not ${values.shop}`);
  }
  if (faults.length > 0) {
    throw new Error(`${faults.join('; ')}.`);
  }
  return options;
}
