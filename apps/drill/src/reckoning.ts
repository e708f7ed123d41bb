/** What was found after a kill. All lists hold the marks of requests. */
export interface Findings {
  /** Charged for, when all jobs of the killed bridge were over; a request that was charged twice is there twice. */
  readonly charged: readonly string[];
  /** Whose pictures the bridge has kept and hands out, at that moment. */
  readonly kept: ReadonlySet<string>;
  /** Whose clients got a picture when they called again. */
  readonly again: ReadonlySet<string>;
  /** Charged for after that, the earlier ones included. */
  readonly chargedInTheEnd: readonly string[];
}

export interface KillReckoning {
  /** Pictures that were charged for before anybody called again. */
  readonly charged: number;
  /** Those of them that the bridge had kept by then, without anybody's help. */
  readonly kept: number;
  /** Requests that were charged for and have no picture. */
  readonly lost: number;
  /** Charges beyond the first for the same request. */
  readonly boughtTwice: number;
  /** Calls that got their picture when they were repeated. */
  readonly delivered: number;
}

export function reckoned({ charged, kept, again, chargedInTheEnd }: Findings): KillReckoning {
  const paidBefore = new Set(charged);
  const paidLater = [...new Set(chargedInTheEnd)].filter((mark) => !paidBefore.has(mark));
  const lostBefore = [...paidBefore].filter((mark) => !kept.has(mark));
  const lostLater = paidLater.filter((mark) => !again.has(mark));
  return {
    charged: charged.length,
    kept: paidBefore.size - lostBefore.length,
    lost: lostBefore.length + lostLater.length,
    boughtTwice: chargedInTheEnd.length - new Set(chargedInTheEnd).size,
    delivered: again.size,
  };
}
