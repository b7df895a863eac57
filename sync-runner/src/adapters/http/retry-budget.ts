export interface RetryBudget {
  /** Pays for one quick retry; false = too little left, so the first answer stands. */
  spend(wasTimeout: boolean): boolean;
  refund(): void;
  readLeft(): number;
}

const BUCKET = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;

/** A shared purse of quick retries: when much fails, retries stop first, so that they do not keep an ill server down. */
export const createRetryBudget = (): RetryBudget => {
  let left = BUCKET;
  return {
    spend: (wasTimeout) => {
      const cost = wasTimeout ? TIMEOUT_COST : RETRY_COST;
      if (left < cost) return false;
      left -= cost;
      return true;
    },
    refund: () => {
      left = Math.min(BUCKET, left + 1);
    },
    readLeft: () => left,
  };
};
