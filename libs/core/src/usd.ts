/** A millionth of a cent is far below any price, and far above what floating point adds to a sum. */
const DECIMALS = 9;

/** The sum of amounts in US dollars, without floating-point noise (0.034 + 0.068 is 0.102). */
export function sumOfUsd(amounts: readonly number[]): number {
  return Number(amounts.reduce((sum, one) => sum + one, 0).toFixed(DECIMALS));
}

/** Formats an amount: `$0.12`, `$3.00`; below a cent with two significant digits, `$0.0033`. */
export function formatUsd(usd: number): string {
  return `$${usd === 0 || usd >= 0.01 ? usd.toFixed(2) : Number(usd.toPrecision(2)).toFixed(DECIMALS).replace(/0+$/, '')}`;
}
