import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';

/** A ComfyUI server. */
export class ComfyuiEnv {
  /** Switches it on. */
  @IsOptional()
  @OperatorAddress({ hint: ', such as http://127.0.0.1:8188' })
  COMFYUI_URL?: string = undefined;

  /** Folder of the workflow templates; `workflows` in CONFIG_DIR when not set. */
  @IsOptional()
  @IsString()
  COMFYUI_WORKFLOWS?: string = undefined;

  /** For one prompt, waiting in the server's queue included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  COMFYUI_TIMEOUT_SECONDS: number = 600;
}
