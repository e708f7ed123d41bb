import { address, path, seconds, Setting, SettingsSection } from '@fusionbridge/settings';

/** A ComfyUI server. */
@SettingsSection('ComfyUI')
export class ComfyuiEnv {
  @Setting('Address of the server, which enables it', address({ hint: ', such as http://127.0.0.1:8188' }))
  COMFYUI_URL?: string = undefined;

  @Setting('Folder of the workflow templates; `workflows` in `CONFIG_DIR` if not set', path)
  COMFYUI_WORKFLOWS?: string = undefined;

  @Setting("Time limit of one prompt, waiting in the server's queue included", seconds)
  COMFYUI_TIMEOUT_SECONDS: number = 600;
}
