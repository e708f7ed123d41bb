import { seconds, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

/** Images of Together AI; the account itself is `TogetherAccountEnv`. */
@SettingsSection('Together AI: images')
export class TogetherEnv {
  @Setting('Time limit of one call', seconds)
  TOGETHER_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image; a lower limit of the model wins', wholeNumber({ from: 0 }))
  MAXLORAS_TOGETHER: number = 2;
}
