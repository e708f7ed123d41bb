import { address, matching, onOrOff, seconds, Setting, SettingsSection } from '@fusionbridge/settings';

/** A local AUTOMATIC1111, Forge or SD.Next. */
@SettingsSection('Stable Diffusion web UI: AUTOMATIC1111, Forge or SD.Next')
export class SdWebuiEnv {
  @Setting('Uses the server at `SD_API_URL`, which has to be started with `--api`', onOrOff)
  SD_ENABLED: boolean = false;

  @Setting('Address of the server', address({ hint: ' (those belong in SD_API_AUTH)' }))
  SD_API_URL: string = 'http://127.0.0.1:7860';

  @Setting("The value of the server's `--api-auth`", matching(/^[^:]+:.+$/, 'user:password'))
  SD_API_AUTH?: string = undefined;

  @Setting("Time limit of one call, waiting in the server's queue included", seconds)
  SD_TIMEOUT_SECONDS: number = 600;
}
