import { onOrOff, Setting, SettingsSection, text, wholeNumber } from '@fusionbridge/settings';

/** The built-in default needs no settings; these add a caption, make it slow, or make it fail. */
@SettingsSection('Sandbox')
export class SandboxEnv {
  @Setting('Writes prompt, seed, size and LoRAs across the bottom of every image', onOrOff)
  SANDBOX_CAPTION: boolean = false;

  @Setting(
    'Milliseconds that one image seems to take, spread over its steps',
    wholeNumber({ from: 0, to: 600_000 }, 'milliseconds, a whole number from 0 to 600000'),
  )
  SANDBOX_LATENCY_MS: number = 0;

  @Setting(
    'A fault for every request, as in a prompt tag without its brackets: `rate_limited retry_after=3`',
    text('the name of a fault'),
  )
  SANDBOX_FAULT?: string = undefined;
}
