import { address, seconds, Setting, SettingsSection, text, wholeNumber } from '@fusionbridge/settings';

/** WaveSpeed. */
@SettingsSection('WaveSpeed')
export class WaveSpeedEnv {
  @Setting('Key from wavespeed.ai/accesskey', text())
  WAVESPEED_API_KEY?: string = undefined;

  @Setting('Address up to and including `/api/v3`', address({ version: 'api/v3' }))
  WAVESPEED_BASE_URL: string = 'https://api.wavespeed.ai/api/v3';

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  WAVESPEED_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image; a lower limit of the model wins', wholeNumber({ from: 0 }))
  MAXLORAS_WAVESPEED: number = 4;
}
