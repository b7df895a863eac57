import type { ErrorCode, ErrorKind, FailureOwner } from '#contracts/codes.ts';
import type { FailureRemedy } from '#contracts/failure.ts';

/** One entry a code: the words a person reads, and who acts. docs/errors.md lists the same codes; a test compares both. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly owner: FailureOwner;
  readonly remedy: FailureRemedy;
  /** What it means for customer, stock or money. */
  readonly meaning: string;
  /** Who does what next. */
  readonly nextStep: string;
  readonly ifNobodyActs: string;
}

const entry = (
  kind: ErrorKind,
  owner: FailureOwner,
  remedy: FailureRemedy,
  meaning: string,
  nextStep: string,
  ifNobodyActs: string,
): ErrorEntry => ({ kind, owner, remedy, meaning, nextStep, ifNobodyActs });

const waits = 'Nothing is lost; work waits and goes on by itself.';
const stands = 'This one record stays as it is; all others go on.';

export const errorRegistry: Readonly<Record<ErrorCode, ErrorEntry>> = {
  ERP_UNREACHABLE: entry('transient', 'erp-team', 'retry', 'Blue Cherry cannot be reached, so orders and stock wait.', 'We try again by ourselves. Check the address and the network of the runner.', waits),
  ERP_TIMEOUT_READ: entry('transient', 'itself', 'retry', 'Blue Cherry took too long to answer a question; nothing was changed.', 'We ask again by ourselves.', waits),
  ERP_SERVER_ERROR: entry('transient', 'itself', 'retry', 'Blue Cherry had a fault of its own; nothing was changed.', 'We try again by ourselves.', waits),
  ERP_RATE_LIMITED: entry('rate-limited', 'itself', 'retry', 'Blue Cherry asked us to slow down.', 'We wait for the time it named.', waits),
  ERP_QUOTA_SPENT: entry('rate-limited', 'erp-team', 'retry', 'The day’s calls to Blue Cherry are used up.', 'Ask for a larger quota, or wait until it renews.', 'Orders and stock wait until the quota renews.'),
  ERP_ANSWER_SHAPE: entry('shape', 'erp-team', 'retry', 'Blue Cherry answered something we do not know, so we did not use it.', 'Compare the profile with the ERP, starting with the field named here.', 'This flow stays where it is.'),
  ERP_ROW_SHAPE: entry('shape', 'erp-team', 'retry', 'One row of Blue Cherry cannot be read, so it is kept aside.', 'Correct the named field in Blue Cherry; the row is read again by itself.', stands),
  ERP_AUTH_REFUSED: entry('auth', 'host', 'retry', 'Blue Cherry refused the key, so nothing moves.', 'Put a valid subscription key into the runner.', 'No order reaches Blue Cherry and stock grows old.'),
  ERP_QUERY_REFUSED: entry('shape', 'erp-team', 'retry', 'Blue Cherry refused a question that should be allowed.', 'Compare the profile’s fields and filters with the ERP.', 'This flow stays where it is.'),
  ERP_ORDER_REJECTED: entry('rejected', 'shop', 'retry', 'Blue Cherry refused this order; the customer has paid and waits.', 'Correct what its text names, then retry.', 'The order is never delivered.'),
  ERP_REFERENCE_DUPLICATE: entry('duplicate', 'erp-team', 'look-up', 'Blue Cherry has more than one order for one shop order.', 'Cancel the surplus order in Blue Cherry, then look it up again.', 'The customer may get, and the books may count, the goods twice.'),
  ORDER_OUTCOME_UNKNOWN: entry('unknown-outcome', 'itself', 'look-up', 'Blue Cherry did not answer clearly, so the order may be there or not.', 'We look it up before anything is sent again, so that no order is made twice.', waits),
  ORDER_DIFFERS: entry('rejected', 'shop', 'look-up', 'The order in Blue Cherry differs from the shop’s.', 'Compare both, correct one side, then look it up again.', 'The customer may get something else than was paid.'),
  ORDER_HELD: entry('rejected', 'shop', 'retry', 'This paid order cannot go to Blue Cherry as it is.', 'Correct what is named here, then retry.', 'The order is never delivered.'),
  SHOP_UNREACHABLE: entry('transient', 'host', 'retry', 'The shop cannot be reached, so nothing is read from it or written to it.', 'We try again by ourselves. Check the shop’s address and certificate.', waits),
  SHOP_TIMEOUT: entry('transient', 'itself', 'retry', 'The shop took too long to answer.', 'We try again by ourselves.', waits),
  SHOP_SERVER_ERROR: entry('transient', 'host', 'retry', 'The shop had a fault of its own.', 'We try again by ourselves. If it stays, look at the shop’s error log.', waits),
  SHOP_RATE_LIMITED: entry('rate-limited', 'host', 'retry', 'The shop’s host asked us to slow down.', 'We wait for the time it named.', waits),
  SHOP_ANSWER_SHAPE: entry('shape', 'host', 'retry', 'The shop answered something that is not WooCommerce.', 'Check for a firewall or a maintenance page in front of the shop.', 'This flow stays where it is.'),
  SHOP_ROW_SHAPE: entry('shape', 'shop', 'retry', 'One record of the shop cannot be read, so it is kept aside.', 'Open it in the shop and correct the named field.', stands),
  SHOP_AUTH_REFUSED: entry('auth', 'shop', 'retry', 'The shop refused the runner’s key or a right is missing, so nothing moves.', 'Pair the runner again, or give its user the role named here.', 'Orders stay in the shop and stock grows old.'),
  SHOP_ITEM_REFUSED: entry('rejected', 'shop', 'retry', 'The shop refused one write.', 'Correct what the shop’s text names, then retry.', stands),
  SHOP_OUTCOME_UNKNOWN: entry('unknown-outcome', 'itself', 'look-up', 'The shop did not answer clearly, so the write may be there or not.', 'We look before anything is written again.', waits),
  PLUGIN_MISSING: entry('config', 'shop', 'retry', 'The Cherry Bridge plugin does not answer in the shop.', 'Activate the plugin, or correct the shop’s address.', 'Stock and dispatches do not reach the shop.'),
  PLUGIN_CONTRACT_REFUSED: entry('shape', 'host', 'retry', 'Plugin and runner do not understand one another.', 'Bring both to the same version.', 'This flow stays where it is.'),
  STOCK_FACT_STALE: entry('conflict', 'itself', 'none', 'A newer stock figure was already written.', 'Nothing to do.', 'Nothing.'),
  SNAPSHOT_EMPTY: entry('shape', 'erp-team', 'retry', 'Blue Cherry’s stock list is empty. We did not use it; the shop keeps the old figures.', 'Check the stock batch in Blue Cherry.', 'Stock in the shop grows old and may oversell.'),
  SNAPSHOT_SHRANK: entry('shape', 'erp-team', 'retry', 'Blue Cherry’s stock list is much smaller than usual. We did not use it; the shop keeps the old figures.', 'Check the stock batch in Blue Cherry.', 'Stock in the shop grows old and may oversell.'),
  SNAPSHOT_MIXED: entry('shape', 'itself', 'retry', 'The stock list changed while we read it, so we did not use it.', 'We read it again by ourselves.', 'Stock in the shop grows old.'),
  SNAPSHOT_STALE: entry('shape', 'erp-team', 'retry', 'Blue Cherry has made no new stock count for too long.', 'Check the stock batch in Blue Cherry.', 'Stock in the shop grows old and may oversell.'),
  STYLE_HELD: entry('rejected', 'erp-team', 'retry', 'This style cannot become a product as it is.', 'Correct what is named here in Blue Cherry; it is read again by itself.', 'The style is not for sale in the shop.'),
  SHIPMENT_NOT_TOLD: entry('transient', 'host', 'retry', 'A dispatch could not be written to the shop, so the customer was not told.', 'We try again by ourselves.', 'The customer asks where the order is.'),
  SHIPMENT_ORDER_UNKNOWN: entry('rejected', 'erp-team', 'retry', 'A dispatch names an order that the shop does not know.', 'Check the reference in Blue Cherry.', 'Nobody is told of this parcel.'),
  STORE_UNREACHABLE: entry('transient', 'host', 'none', 'The runner’s own database does not answer.', 'Check the database and its disk.', 'Nothing moves until it is back; nothing is lost.'),
  CLAIM_LOST: entry('conflict', 'itself', 'none', 'Another process took over this piece of work.', 'Nothing to do.', 'Nothing.'),
  CONFIG_INVALID: entry('config', 'host', 'none', 'The runner’s configuration cannot work.', 'Correct every fault in the list.', 'The runner does not start.'),
  INVARIANT_BROKEN: entry('invariant', 'host', 'none', 'The runner found a fault of its own and stopped before doing harm.', 'Send the log to support.', 'The affected work stays where it is.'),
};
