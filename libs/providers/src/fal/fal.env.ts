import { address, seconds, Setting, SettingsSection, text, wholeNumber } from '@fusionbridge/settings';

/** fal.ai, through its queue. */
@SettingsSection('fal')
export class FalEnv {
  @Setting('`key id:key secret` from fal.ai/dashboard/keys', text())
  FAL_API_KEY?: string = undefined;

  @Setting("The same under the name that fal's own programs use; `FAL_API_KEY` takes precedence", text())
  FAL_KEY?: string = undefined;

  @Setting('Address of the queue', address())
  FAL_QUEUE_URL: string = 'https://queue.fal.run';

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  FAL_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image; a lower limit of the model wins', wholeNumber({ from: 0 }))
  MAXLORAS_FAL: number = 3;
}
