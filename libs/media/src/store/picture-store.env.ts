import { IsOptional, IsString } from 'class-validator';

const NOT_BLANK = { message: 'a non-empty text' };

/** Where pictures are kept on the disk. */
export class PictureStoreEnv {
  /** Folder of the pictures; DATA_PATH/pictures when not set. */
  @IsOptional()
  @IsString(NOT_BLANK)
  IMAGE_DATA_PATH?: string = undefined;
}
