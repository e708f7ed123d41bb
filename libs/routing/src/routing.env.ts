import { amount, oneOf, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

const REPURCHASE = ['never', 'after-lookup', 'eager'] as const;

/** Limits on what may be risked when a provider fails. */
@SettingsSection('Failover')
export class RoutingEnv {
  @Setting(
    'Whether to buy elsewhere when a vendor may have charged already; `after-lookup`: once the vendor says that it does not know the job',
    oneOf(REPURCHASE),
  )
  REPURCHASE: (typeof REPURCHASE)[number] = 'never';

  @Setting(
    'Maximum that one request may lose to calls whose outcome is unknown, the next one included',
    amount('US dollars', { from: 0 }),
  )
  MONEY_AT_RISK_USD: number = 0.5;

  @Setting(
    "How long a job may wait in a vendor's queue before the next candidate is asked as well",
    amount('seconds', { from: 0 }, 'for never'),
  )
  HEDGE_QUEUED_SECONDS: number = 0;

  @Setting('Failures in a row after which a provider is in cooldown', wholeNumber({ from: 1 }))
  CIRCUIT_FAILURES: number = 5;

  @Setting(
    'Length of the first cooldown; each further one in a row is twice as long, up to ten minutes',
    amount('seconds', { from: 0.01 }),
  )
  CIRCUIT_REST_SECONDS: number = 15;
}
