import { address, oneOf, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';
import { MODEL_NAMES } from './models.js';

/** Stability AI. */
@SettingsSection('Stability AI')
export class StabilityEnv {
  @Setting('Key from platform.stability.ai/account/keys', text())
  STABILITY_API_KEY?: string = undefined;

  @Setting('Address without a version', address())
  STABILITY_BASE_URL: string = 'https://api.stability.ai';

  @Setting('Model for chains that name none', oneOf(MODEL_NAMES))
  STABILITY_MODEL: string = 'sd3.5-large';

  @Setting('Time limit of one call', seconds)
  STABILITY_TIMEOUT_SECONDS: number = 300;
}
