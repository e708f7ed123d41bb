import { OperatorAddress } from '@fusionbridge/settings';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** Runware. */
export class RunwareEnv {
  /** From my.runware.ai. */
  @IsOptional()
  @IsString()
  RUNWARE_API_KEY?: string = undefined;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  RUNWARE_ENDPOINT: string = 'https://api.runware.ai/v1';

  /** The model of a chain that names none. */
  @Matches(/^[\w.-]+:[\w.-]+@[\w.-]+$/, { message: 'an AIR id such as runware:101@1' })
  RUNWARE_MODEL: string = 'runware:101@1';

  /** For one order, waiting included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  RUNWARE_TIMEOUT_SECONDS: number = 300;

  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_RUNWARE: number = 12;

  /** First part of the AIR ids of uploaded LoRAs; it must belong to the account. */
  @IsOptional()
  @Matches(/^[\w.-]+$/, { message: 'letters, digits, dots and dashes' })
  RUNWARE_AIR_SOURCE?: string = undefined;

  /** LoRAs that were uploaded already, as the Flux LoRA Bridge wrote them down; none where there is no such file. */
  @IsString()
  RUNWARE_LORA_MAPPING_PATH: string = 'runware_lora_mapping.json';

  /** For an uploaded LoRA to be ready; the picture is painted without it then. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  RUNWARE_UPLOAD_TIMEOUT_SECONDS: number = 240;

  /** Lets Runware look for adult content; a picture it flags is not handed out. */
  @IsBoolean({ message: 'true or false' })
  RUNWARE_CHECK_CONTENT: boolean = false;

  /** Sends pictures as fields of their own, as Runware took them until 2026, and not under `inputs`. */
  @IsBoolean({ message: 'true or false' })
  RUNWARE_LEGACY_MEDIA_FIELDS: boolean = false;
}
