import { IsOptional, IsString } from 'class-validator';

/** Where the LoRA catalogue is. */
export class LorasEnv {
  /** A file of the `master_lora_dict.json` format. Without it: see `catalogueFileOf`. */
  @IsOptional()
  @IsString({ message: 'the path of a file' })
  LORA_DICT_PATH?: string = undefined;
}
