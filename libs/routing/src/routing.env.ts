import { IsIn, IsInt, IsNumber, Min } from 'class-validator';

const REPURCHASE = ['never', 'after-lookup', 'eager'] as const;

/** How providers are chosen, and what may be risked. */
export class RoutingEnv {
  /**
   * Whether a picture is bought elsewhere when a vendor may have charged for it already. `after-lookup`: once the
   * vendor says that it does not know the order.
   */
  @IsIn(REPURCHASE, { message: `one of ${REPURCHASE.join(', ')}` })
  REPURCHASE: (typeof REPURCHASE)[number] = 'never';

  /** Most that one request may lose to orders nobody knows the end of, in US dollars, the next one included. */
  @IsNumber({}, { message: 'US dollars, a number from 0' })
  @Min(0)
  MONEY_AT_RISK_USD: number = 0.5;

  /** How long a vendor may let an order wait before the next candidate is asked as well; 0 is never. */
  @IsNumber({}, { message: 'seconds, a number from 0; 0 for never' })
  @Min(0)
  HEDGE_QUEUED_SECONDS: number = 0;

  /** Failures in a row after which a provider rests. */
  @IsInt({ message: 'a whole number from 1' })
  @Min(1)
  CIRCUIT_FAILURES: number = 5;

  /** The first rest; each further one in a row is twice as long, up to ten minutes. */
  @IsNumber({}, { message: 'seconds, a number above 0' })
  @Min(0.01)
  CIRCUIT_REST_SECONDS: number = 15;
}
