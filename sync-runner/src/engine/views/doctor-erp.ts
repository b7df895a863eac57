import type { ErpFacts, ErpPort } from '#ports/erp.ts';
import type { DoctorCheck, DoctorPorts } from './doctor-check.ts';
import { composeCheck, tryAsk } from './doctor-check.ts';

/** ERP stamp against our clock; more than this and "age" needs the correction the runner makes. */
const CLOCK_DIFFERENCE_MAX_MS = 300_000;

const check = (name: string, state: DoctorCheck['state'], sentence: string, fix = ''): DoctorCheck =>
  composeCheck('erp', name, state, sentence, fix);

const checkFacts = (facts: ErpFacts): DoctorCheck[] => [
  facts.hasStockTime
    ? check('erp-stock-time', 'ok', 'Stock counts carry their time, so sold units are never taken off twice.')
    : check(
        'erp-stock-time',
        'warn',
        'Stock counts carry no time, so every sold unit counts as in flight until a person says otherwise.',
        'Ask for the as-of time in the stock list and name it in the profile (stock.time).',
      ),
  facts.hasCommitTime
    ? check('erp-commit-time', 'ok', 'Orders carry the time Blue Cherry created them.')
    : check(
        'erp-commit-time',
        'warn',
        'Orders carry no creation time, so their units stay in flight.',
        'Ask for the time and name it in the profile (orders.time).',
      ),
  check(
    'erp-reference',
    'ok',
    facts.enforcesReference
      ? `Blue Cherry refuses a second order with the same reference (prefix "${facts.referencePrefix}").`
      : `Blue Cherry takes a second order with the same reference (prefix "${facts.referencePrefix}"); the runner looks before it sends again.`,
    facts.enforcesReference
      ? ''
      : 'Recommended: ask for a unique reference per customer; unclear orders are then settled in seconds instead of minutes.',
  ),
  check(
    'erp-pool',
    'ok',
    'Other channels may draw on the same stock between two counts.',
    'Recommended first: reserve a pool of stock for the shop in Blue Cherry; it ends overselling without a buffer.',
  ),
];

const readFirstPage = async <T>(pages: AsyncIterable<T>): Promise<T | null> => {
  for await (const page of pages) return page;
  return null;
};

/** Each list the flows live from, tried with one small read. */
const checkLists = async (erp: ErpPort): Promise<DoctorCheck[]> => {
  const styles = await tryAsk('erp', 'erp-styles', () => readFirstPage(erp.readStyles(null)));
  const orders = await tryAsk('erp', 'erp-orders', () => erp.findOrders(`${erp.facts.referencePrefix}-0`));
  const stock = await tryAsk('erp', 'erp-stock', () => erp.peekStock());
  const shipments = erp.facts.hasShipments
    ? await tryAsk('erp', 'erp-shipments', () => readFirstPage(erp.readShipments(null)))
    : null;
  const quarantined = styles.answer?.quarantined[0];
  return [
    styles.failed ??
      (quarantined === undefined
        ? check('erp-styles', 'ok', 'Styles can be read.')
        : check(
            'erp-styles',
            'warn',
            `Styles can be read, but some rows not: ${quarantined.fault}.`,
            'Correct that field in Blue Cherry, or its name in the profile.',
          )),
    orders.failed ?? check('erp-orders', 'ok', 'Orders can be looked up by reference.'),
    stock.failed ??
      (stock.answer === null
        ? check(
            'erp-stock',
            'warn',
            'The stock list is empty.',
            'Check the stock batch in Blue Cherry and the locations of the profile.',
          )
        : check('erp-stock', 'ok', `The stock list can be read (count ${stock.answer.snapshotId}).`)),
    shipments === null
      ? check(
          'erp-shipments',
          'warn',
          'The profile names no route for shipments, so tracking numbers do not reach buyers.',
          'Name the route in the profile (routes.shipments), if there is one.',
        )
      : (shipments.failed ?? check('erp-shipments', 'ok', 'Shipments can be read.')),
  ];
};

const checkClock = async ({ ledger }: DoctorPorts): Promise<DoctorCheck[]> => {
  const pair = ledger === null ? null : await ledger.erpClock();
  if (pair === null) return [];
  const differenceMs = pair.erpMs - pair.ourMs;
  if (Math.abs(differenceMs) <= CLOCK_DIFFERENCE_MAX_MS)
    return [check('erp-clock', 'ok', 'Blue Cherry’s clock agrees with the runner’s.')];
  const minutes = Math.round(Math.abs(differenceMs) / 60_000);
  return [
    check(
      'erp-clock',
      'warn',
      `Blue Cherry’s stamps are ${minutes} minutes ${differenceMs > 0 ? 'ahead of' : 'behind'} the runner’s clock. Ages are worked out on its clock.`,
      'Check the time zone of the profile (formats.zone) and the clock of Blue Cherry.',
    ),
  ];
};

export const checkErp = async (ports: DoctorPorts): Promise<readonly DoctorCheck[]> => {
  const asked = await tryAsk('erp', 'erp-address', () => ports.erp.check());
  if (asked.failed !== null) return [asked.failed, ...checkFacts(ports.erp.facts)];
  return [
    check(
      'erp-address',
      'ok',
      `Blue Cherry answers${asked.answer.version === '' ? '' : ` (interface version ${asked.answer.version})`} and takes the key.`,
    ),
    ...(await checkLists(ports.erp)),
    ...checkFacts(ports.erp.facts),
    ...(await checkClock(ports)),
  ];
};
